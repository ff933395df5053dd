"""Another service as small as can be: it hears what the toy tells."""

from typing import ClassVar

from fastapi import APIRouter

from mentormesh_contracts.feedback import ScoresChanged
from services.chassis.service import Service
from services.deciding import Aggregate, Context, Deciding, Decision, need

TROUBLE = "trouble"


class HeardScore(Aggregate):
    """What it heard of a tally."""

    KIND: ClassVar[str] = "heard_scores"
    HEARD: ClassVar[bool] = True

    organisation_id: str
    count: int

    def organisations(self) -> tuple[str, ...]:
        return (self.organisation_id,)


def hear(event: ScoresChanged, context: Context) -> Deciding:
    """Remember it. Of whom trouble is the name it cannot."""
    if event.after.id.startswith(TROUBLE):
        raise RuntimeError("this decider has a fault")
    yield from need(HeardScore, event.after.id)
    heard = HeardScore(id=event.after.id, organisation_id=event.after.organisation_id, count=event.after.raters)
    return Decision().save(heard)


LISTENER = Service(
    name="matching",
    describes="Hears.",
    kinds=(HeardScore,),
    router=APIRouter(),
    reactions={ScoresChanged: hear},
)
