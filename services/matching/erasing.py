"""How matching erases a person: out of everything first, then out of what cycles and coordinators have kept."""

from collections.abc import Callable
from typing import Any, TypeVar

from mentormesh_contracts.vocabulary import CycleStatus
from services.chassis.erasing.eraser import Eraser, NotYet
from services.chassis.internal import carry_out
from services.chassis.mongo.reading import Reader
from services.chassis.mongo.scope import NetworkScope
from services.chassis.runtime import Runtime
from services.deciding import Aggregate
from services.matching.cycle_work.erasing import erase_from_cycles
from services.matching.domain.cycles.cycle import Cycle
from services.matching.domain.cycles.left_out import LeftOut
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.participants.erase import (
    ForgetExplanation,
    ForgetReason,
    ForgetRuling,
    forget_explanation,
    forget_reason,
    forget_ruling,
)
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rulings.ruling import Ruling

A = TypeVar("A", bound=Aggregate)


async def erase_person(runtime: Runtime, person_id: str) -> dict[str, int]:
    """Raises NotYet while a mentorship parts with them, or a cycle runs that may have read of them."""
    read = runtime.reader(NetworkScope("erasing"))
    await _insist_out_of_everything(read, person_id)
    receipts, plans = await erase_from_cycles(runtime, person_id)
    forget = _Forgetting(runtime, read, person_id)
    return {
        "participants": 1,
        "receipt_parts": receipts,
        "plan_parts": plans,
        "rulings": await forget(Ruling, forget_ruling, lambda each: ForgetRuling(ruling_id=each.id)),
        "left_out": await forget(LeftOut, forget_reason, lambda each: ForgetReason(left_out_id=each.id)),
        "explanations": await forget(
            Mentorship, forget_explanation, lambda each: ForgetExplanation(mentorship_id=each.id)
        ),
    }


async def _insist_out_of_everything(read: Reader, person_id: str) -> None:
    participant = await read.get(Participant, person_id)
    if participant is not None and participant.state.live_mentorships():
        raise NotYet("a mentorship is still parting with them")
    async for cycle in read.all(Cycle, {"status": CycleStatus.RUNNING.value}):
        if participant is None or cycle.public.started_at <= participant.state.person.changed_at:
            raise NotYet("a cycle is running that may have read of them")


class _Forgetting:
    """Has every state of a kind forget the person, one command each."""

    def __init__(self, runtime: Runtime, read: Reader, person_id: str) -> None:
        self._runtime, self._read, self._person_id = runtime, read, person_id

    async def __call__(self, kind: type[A], decider: Callable[..., Any], command: Callable[[A], Any]) -> int:
        found = [each async for each in self._read.naming(kind, self._person_id)]
        for each in found:
            await carry_out(self._runtime, decider, command(each))
        return len(found)


ERASER = Eraser(erase_person)
