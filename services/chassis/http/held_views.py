"""Held records as operators see them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.vocabulary import HeldBack
from services.chassis.housekeeping.held_filter import HeldFilter
from services.chassis.housekeeping.held_story import Story
from services.chassis.housekeeping.redriving import Redriven, Round
from services.chassis.http.listing import cursor_at
from services.chassis.http.pages import LONGEST, Cursor
from services.chassis.mongo.driver import Document

HeldId = Annotated[str, Field(min_length=1, max_length=600)]
Reason = Annotated[str, Field(min_length=3, max_length=500)]
TopicName = Annotated[str, Field(max_length=249, pattern=r"^[A-Za-z0-9._-]+$")]
TypeName = Annotated[str, Field(min_length=1, max_length=220)]
AggregateId = Annotated[str, Field(min_length=1, max_length=300)]
LONGEST_HEADER = 1_000


class HeldRecordView(BaseModel):
    """A record that was taken out of its stream."""

    id: str
    state: str = Field(description="dead, parked or discarded; applied: it was, and is held no longer.")
    reason: HeldBack
    why: str
    attempts: int = Field(description="How often it was tried again.")
    due: datetime | None = Field(description="When it is tried again by itself; absent: not by itself.")
    held_at: datetime
    tried_at: datetime | None = Field(description="When it was last tried again.")
    topic: str
    partition: int
    offset: int
    type: str | None
    sequence: int | None
    discarded_at: datetime | None
    discarded_by: str | None = Field(description="Who gave it up: the acting person, else the key.")
    discard_reason: str | None
    passed_over: int | None = Field(description="How many numbers that never came this stands for; absent: a record.")

    @classmethod
    def of(cls, row: Document) -> "HeldRecordView":
        """What is shown of it."""
        return cls.model_validate(shown(row))


class HeldRecordWhole(HeldRecordView):
    """The same with its content, its place among the others of its aggregate, and what to do."""

    headers: dict[str, str]
    body: str | None
    body_bytes: int = Field(description="How long the body is, shown whole or not.")
    body_is_cut: bool
    unreadable_because: str | None = Field(description="Why the code that runs now cannot read it; absent: it can.")
    last_applied: int | None = Field(description="The last number of its aggregate that was applied or passed over.")
    waits_for: list[str] = Field(description="The first of its aggregate that are held before it.")
    behind: int = Field(description="How many of its aggregate are held behind it.")
    first_behind: list[str]
    advice: str

    @classmethod
    def telling(cls, story: Story, most_bytes: int) -> "HeldRecordWhole":
        """All of it, and the beginning of its body."""
        body = bytes(story.row["body"]) if story.row["body"] is not None else None
        more: dict[str, Any] = {
            "headers": {name: _text(bytes(value)[:LONGEST_HEADER]) for name, value in story.row["headers"]},
            "body": None if body is None else _text(body[:most_bytes]),
            "body_bytes": len(body or b""),
            "body_is_cut": len(body or b"") > most_bytes,
            "unreadable_because": story.fault,
            "last_applied": story.applied,
            "waits_for": story.before,
            "behind": story.behind,
            "first_behind": story.first_behind,
            "advice": story.advice,
        }
        return cls.model_validate(shown(story.row) | more)


class RedrivenView(HeldRecordView):
    """A held record that was tried again, and what became of it."""

    outcome: Redriven

    @classmethod
    def became(cls, row: Document, outcome: Redriven) -> "RedrivenView":
        """As it is now."""
        state = "applied" if outcome is Redriven.APPLIED else row["state"]
        return cls.model_validate(shown(row) | {"outcome": outcome, "state": state})


class HeldCount(BaseModel):
    """How many records of one kind are held."""

    state: str
    topic: str
    reason: HeldBack
    records: int
    oldest_held_at: datetime
    oldest_seconds: float = Field(description="Its age.")


class HeldCounts(BaseModel):
    """All that a service holds, counted."""

    items: list[HeldCount]


class Chosen(BaseModel):
    """Which held record is meant."""

    model_config = ConfigDict(extra="forbid")

    id: HeldId


class Discarded(Chosen):
    """Which is given up, and why."""

    reason: Reason


class Missing(Chosen):
    """Which parked record goes on without those before it, and why."""

    last_applied: Annotated[int, Field(ge=0, le=2**63 - 1)] = Field(
        description="As the record tells it: if it is another one by now, nothing is passed over."
    )
    reason: Reason


class RedriveMany(BaseModel):
    """Which records are tried again, a part of them at a time: all conditions that are given hold."""

    model_config = ConfigDict(extra="forbid")

    state: Literal["dead", "parked"] | None = None
    reason: HeldBack | None = None
    topic: TopicName | None = None
    type: TypeName | None = None
    aggregate: AggregateId | None = Field(default=None, description="Only those about it.")
    limit: Annotated[int, Field(ge=1, le=500)] = 100
    after: Annotated[str, Field(max_length=LONGEST)] | None = Field(
        default=None, description="`next` of the answer before."
    )
    dry_run: bool = Field(default=False, description="Only tell what would become of them, if no rule failed.")

    def which(self) -> HeldFilter:
        """The conditions."""
        states = (self.state,) if self.state else ()
        return HeldFilter(states, self.reason, self.topic, self.type, self.aggregate)

    def place(self) -> Cursor | None:
        """Where to go on. Raises CursorMalformed."""
        return Cursor.decode(self.after) if self.after else None


class RedrivenMany(BaseModel):
    """What became of these, and of those parked of the same aggregates, which go along."""

    applied: int = Field(description="Had their effect now, or had it before: held no longer.")
    held: int = Field(description="Still parked.")
    unreadable: int = Field(description="Still dead letters.")
    next: str | None = Field(description="Give it as `after` for the next part; absent after the last one.")

    @classmethod
    def of(cls, done: Round) -> "RedrivenMany":
        """The summary of one part."""
        counts = {outcome.value: done.outcomes[outcome] for outcome in Redriven}
        return cls.model_validate(counts | {"next": cursor_at(done.next)})


OPTIONAL = dict.fromkeys(
    ("type", "sequence", "tried_at", "discarded_at", "discarded_by", "discard_reason", "passed_over")
)


def shown(row: Document) -> dict[str, Any]:
    """A document by the names of its view."""
    return {**OPTIONAL, **row, "id": row["_id"]}


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")
