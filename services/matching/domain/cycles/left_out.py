"""Why somebody was left out: the binding reason, and how many candidates each constraint ruled out."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Count, Identifier
from mentormesh_contracts.vocabulary import Constraint
from services.deciding import Aggregate, Command, Context, Deciding, Decision, Indexed, need_each
from services.matching.domain.cycles.cycle import cycle_at_work

MOST_AT_ONCE = 500


class Unit(StrEnum):
    """What an amount of a change counts."""

    HOURS = "hours"
    YEARS = "years"
    PLACES = "places"
    PEOPLE = "people"


class SmallestChange(BaseModel):
    """The smallest single change that would have given a match, found by asking the engine."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    constraint: Constraint
    """What would have to yield."""
    candidates: Count
    """With how many it would be possible if it yielded altogether."""
    amount: float | None = None
    """By how much at least, where it can be counted."""
    unit: Unit | None = None


class Reason(BaseModel):
    """Why one person was left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person_id: Identifier
    organisation_id: Identifier
    binding: Constraint
    """What has to change first."""
    ruled_out: dict[Constraint, Count] = Field(max_length=len(Constraint))
    """Candidates by the first constraint that forbade each."""
    change: SmallestChange | None = None
    """None: no single change would have, or none is known."""


class LeftOut(Aggregate):
    """A person whom a cycle left out. Only their own organisation sees it."""

    KIND = "left_out"

    cycle_id: str
    programme_id: str
    reason: Reason

    def organisations(self) -> Iterable[str]:
        """The person's own only."""
        return (self.reason.organisation_id,)

    def indexed(self) -> Mapping[str, Indexed]:
        """Found by cycle, programme and person."""
        return {"cycle_id": self.cycle_id, "programme_id": self.programme_id, "person_id": self.reason.person_id}


class ExplainLeftOut(Command):
    """A worker writes down why people were left out."""

    cycle_id: Identifier
    worker: str
    reasons: Annotated[tuple[Reason, ...], Field(max_length=MOST_AT_ONCE)]


def left_out_id(cycle_id: str, person_id: str) -> str:
    """The id: once for each cycle and person."""
    return f"{cycle_id}:{person_id}"


def explain_left_out(command: ExplainLeftOut, context: Context) -> Deciding:
    """The reasons are there; written again, they replace the earlier ones. Raises CycleOver or WorkedOnByAnother."""
    cycle = yield from cycle_at_work(command.cycle_id, command.worker)
    found = {left_out_id(cycle.id, reason.person_id): reason for reason in command.reasons}
    yield from need_each(LeftOut, found)
    decision = Decision()
    for id, reason in found.items():
        decision.save(LeftOut(id=id, cycle_id=cycle.id, programme_id=cycle.public.programme_id, reason=reason))
    return decision
