"""One run: read the network, plan, propose, explain, complete."""

import asyncio
from collections.abc import Sequence

from mentormesh_contracts.programmes import Unmatched
from mentormesh_contracts.vocabulary import Role
from services.chassis.internal import carry_out
from services.chassis.mongo.scope import NetworkScope
from services.chassis.observability.logs import get_logger
from services.chassis.runtime import Runtime
from services.deciding import Unknown
from services.matching.cohort.plan import plan
from services.matching.cohort.reasons import totals
from services.matching.cycle_work.written import Written
from services.matching.domain.cycles.cycle import Cycle
from services.matching.domain.cycles.end import CompleteCycle, FailCycle, complete_cycle, fail_cycle
from services.matching.domain.cycles.left_out import Reason
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.programmes.programme import MentoringProgramme
from services.matching.store.enrolled import Enrolled, read_enrolled

log = get_logger(__name__)


async def run_cycle(runtime: Runtime, cycle: Cycle) -> None:
    """Run a cycle that this worker has in hand.

    Whoever has a proposal from an earlier attempt at the same cycle is in a mentorship by now and is not considered
    again, so that an interrupted cycle goes on where it was. It fails only if there is no result at all.
    """
    earlier = await _proposed(runtime, cycle)
    enrolled = await _read(runtime, cycle)
    try:
        found = await asyncio.to_thread(plan, enrolled.participants, enrolled.ground, enrolled.places)
    except Exception as error:
        if earlier:
            raise
        log.exception("a cycle has no result", cycle=cycle.id, error=repr(error))
        command = FailCycle(cycle_id=cycle.id, worker=runtime.owner)
        await carry_out(runtime, fail_cycle, command, cycle.id)
        return
    written = Written(runtime, cycle, found)
    left_out = await written.propose()
    await written.explain(left_out)
    await _complete(runtime, cycle, found.considered + _seekers(earlier), left_out)


async def _read(runtime: Runtime, cycle: Cycle) -> Enrolled:
    read = runtime.reader(NetworkScope("matching cycle"))
    programme = await read.get(MentoringProgramme, cycle.public.programme_id)
    if programme is None:
        raise Unknown(MentoringProgramme.KIND, cycle.public.programme_id)
    return await read_enrolled(read, programme.state.public, cycle.policy, runtime.clock.now())


async def _proposed(runtime: Runtime, cycle: Cycle) -> list[Mentorship]:
    read = runtime.reader(NetworkScope("matching cycle"))
    return [each async for each in read.all(Mentorship, {"cycle_id": cycle.id})]


def _seekers(mentorships: Sequence[Mentorship]) -> int:
    return sum(member.role is not Role.MENTOR for each in mentorships for member in each.public.members)


async def _complete(runtime: Runtime, cycle: Cycle, considered: int, left_out: Sequence[Reason]) -> None:
    proposed = await _proposed(runtime, cycle)
    scores = [each.public.explanation.score for each in proposed if each.public.explanation]
    command = CompleteCycle(
        cycle_id=cycle.id,
        worker=runtime.owner,
        considered=considered,
        matched=_seekers(proposed),
        proposals=len(proposed),
        total_score=round(sum(scores), 6),
        unmatched=tuple(
            Unmatched(constraint=constraint, people=people) for constraint, people in totals(left_out).items()
        ),
    )
    await carry_out(runtime, complete_cycle, command, cycle.id)
