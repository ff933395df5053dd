"""A service as small as can be, to test the chassis with: it counts how often a person's record changed."""

from datetime import timedelta
from typing import ClassVar

from fastapi import APIRouter

from mentormesh_contracts.feedback import MentorScores, ScoresChanged
from mentormesh_contracts.people import PersonChanged, PersonRegistered
from services.chassis.service import Service
from services.deciding import Aggregate, Command, Context, Deciding, Decision, Refusal, need, require


class Tally(Aggregate):
    """How often something happened to a person."""

    KIND: ClassVar[str] = "tallies"

    organisation_id: str
    count: int = 0

    def organisations(self) -> tuple[str, ...]:
        return (self.organisation_id,)


class Count(Command):
    """Count once more."""

    id: str
    organisation_id: str = "org"
    limit: int = 1_000_000


class TooMany(Refusal):
    """The tally is full."""


class Remind(Command):
    """Count later."""

    id: str
    seconds: float


def told(tally: Tally, context: Context) -> ScoresChanged:
    """What the tally tells the world."""
    return ScoresChanged(
        after=MentorScores(
            id=tally.id,
            organisation_id=tally.organisation_id,
            scores=(),
            raters=tally.count,
            changed_at=context.now,
        )
    )


def count(command: Count, context: Context) -> Deciding:
    """Count, up to the limit."""
    tally = (yield from need(Tally, command.id)) or Tally(id=command.id, organisation_id=command.organisation_id)
    if tally.count >= command.limit:
        raise TooMany(f"{tally.count} is enough")
    counted = tally.model_copy(update={"count": tally.count + 1})
    return Decision().save(counted, told(counted, context)).tell(counted)


def count_person(event: PersonRegistered | PersonChanged, context: Context) -> Deciding:
    """Count an event. A person with a strength in `trouble` makes it fail."""
    if "trouble" in event.after.strengths:
        raise RuntimeError("this decider has a fault")
    if event.after.area_sought is not None:
        yield from require(Tally, event.after.area_sought)
    return (yield from count(Count(id=event.after.id, organisation_id=event.after.organisation_id), context))


def remind(command: Remind, context: Context) -> Deciding:
    """Count once, later."""
    tally = (yield from need(Tally, command.id)) or Tally(id=command.id, organisation_id="org")
    due = context.now + timedelta(seconds=command.seconds)
    return Decision().save(tally).remind(f"later:{command.id}", due, Count(id=command.id))


TOY = Service(
    name="feedback",
    describes="Counts.",
    kinds=(Tally,),
    router=APIRouter(),
    reactions={PersonRegistered: count_person, PersonChanged: count_person},
    reminders={Count: count},
)
