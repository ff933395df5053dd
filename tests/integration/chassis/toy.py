"""A service as small as can be, to test the chassis with: it counts how often a person's record changed."""

from datetime import timedelta
from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from mentormesh_contracts.feedback import MentorScores, ScoresChanged
from mentormesh_contracts.people import PersonChanged, PersonRegistered
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.acting import Act, OwnReader
from services.chassis.http.caller import Caller, caller_with
from services.chassis.http.conditional import etag
from services.chassis.http.problems import responses
from services.chassis.service import Service
from services.deciding import Aggregate, Command, Context, Deciding, Decision, Refusal, Unknown, need, require

TOO_LARGE = 17 * 1024 * 1024


class Tally(Aggregate):
    """How often something happened to a person."""

    KIND: ClassVar[str] = "tallies"

    organisation_id: str
    count: int = 0
    ballast: str = ""

    def organisations(self) -> tuple[str, ...]:
        return (self.organisation_id,)


class Acquaintance(Aggregate):
    """A person whom another service told of."""

    KIND: ClassVar[str] = "acquaintances"
    HEARD: ClassVar[bool] = True

    organisation_id: str

    def organisations(self) -> tuple[str, ...]:
        return (self.organisation_id,)


class Count(Command):
    """Count once more."""

    id: str
    organisation_id: str = "org"
    limit: int = 1_000_000


class Greet(Command):
    """Count, if the person is known."""

    id: str


class TooMany(Refusal):
    """The tally is full."""


class Remind(Command):
    """Count later."""

    id: str
    seconds: float


class Break(Command):
    """Something that never works."""


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
    """Count, up to the limit. Another organisation's tally is not known."""
    tally = (yield from need(Tally, command.id)) or Tally(id=command.id, organisation_id=command.organisation_id)
    if tally.organisation_id != command.organisation_id:
        raise Unknown(Tally.KIND, command.id)
    if tally.count >= command.limit:
        raise TooMany(f"{tally.count} is enough")
    counted = tally.model_copy(update={"count": tally.count + 1})
    return Decision().save(counted, told(counted, context)).tell(counted)


def count_person(event: PersonRegistered | PersonChanged, context: Context) -> Deciding:
    """Count an event. A strength in `trouble` makes it fail, one in `weight` makes a state that is too large."""
    if "trouble" in event.after.strengths:
        raise RuntimeError("this decider has a fault")
    if event.after.area_sought is not None:
        yield from require(Tally, event.after.area_sought)
    decision = yield from count(Count(id=event.after.id, organisation_id=event.after.organisation_id), context)
    if "weight" in event.after.strengths:
        heavy = decision.answer.model_copy(update={"ballast": "x" * TOO_LARGE})
        decision = Decision().save(heavy, told(heavy, context))
    known = yield from need(Acquaintance, event.after.id)
    if known is None:
        decision.save(Acquaintance(id=event.after.id, organisation_id=event.after.organisation_id))
    return decision


def greet(command: Greet, context: Context) -> Deciding:
    """Count somebody of whom another service has told."""
    person = yield from require(Acquaintance, command.id)
    return (yield from count(Count(id=command.id, organisation_id=person.organisation_id), context))


def remind(command: Remind, context: Context) -> Deciding:
    """Count once, later."""
    tally = (yield from need(Tally, command.id)) or Tally(id=command.id, organisation_id="org")
    due = context.now + timedelta(seconds=command.seconds)
    return Decision().save(tally).remind(f"later:{command.id}", due, Count(id=command.id))


def break_down(command: Break, context: Context) -> Decision:
    """Fail."""
    raise RuntimeError("this decider has a fault")


class TallyView(BaseModel):
    """A tally, as callers see it."""

    id: str
    count: int

    @classmethod
    def of(cls, tally: Tally) -> "TallyView":
        """What is shown of it."""
        return cls(id=tally.id, count=tally.count)


class Limit(BaseModel):
    """How far to count."""

    model_config = ConfigDict(extra="forbid")

    limit: int = 1_000_000


Reading = Annotated[Caller, Depends(caller_with(Scope.READ))]
Coordinating = Annotated[Caller, Depends(caller_with(Scope.COORDINATE))]
router = APIRouter(prefix="/v1")


@router.post("/tallies/{id}/count", response_model=TallyView, responses=responses(TooMany, Unknown))
async def count_tally(id: str, body: Limit, caller: Coordinating, act: Act) -> Response:
    """Count once more."""
    command = Count(id=id, organisation_id=caller.organisation_id, limit=body.limit)
    return await act(count, command, view=TallyView.of, target=(Tally, id))


@router.post("/people/{id}/greet", response_model=TallyView, responses=responses(Unknown))
async def greet_person(id: str, caller: Coordinating, act: Act) -> Response:
    """Count somebody who is known."""
    return await act(greet, Greet(id=id), view=TallyView.of)


@router.get("/tallies/{id}", responses=responses(Unknown))
async def show_tally(id: str, caller: Reading, read: OwnReader, response: Response) -> TallyView:
    """One of them."""
    found = await read.get(Tally, id)
    if found is None:
        raise Unknown(Tally.KIND, id)
    response.headers["ETag"] = etag(found.revision)
    return TallyView.of(found.state)


TOY = Service(
    name="feedback",
    describes="Counts.",
    kinds=(Tally, Acquaintance),
    router=router,
    reactions={PersonRegistered: count_person, PersonChanged: count_person},
    reminders={Count: count, Break: break_down},
)
