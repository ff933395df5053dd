"""A published plan is carried out: a command for each proposal, many at once, so that they share the writer's batches.

Each has its id from the plan, so that whoever goes on with it after another worker's death repeats nothing.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mentormesh_contracts.vocabulary import Constraint
from services.chassis.internal import carry_out
from services.chassis.mongo.scope import NetworkScope
from services.chassis.runtime import Runtime
from services.deciding import Refusal
from services.matching.cycle_work.reporting import Reporting
from services.matching.domain.cycles.cycle import Cycle, CycleOver
from services.matching.domain.cycles.left_out import Reason
from services.matching.domain.cycles.plan_part import Planned, PlanPart, part_id
from services.matching.domain.mentorships.propose import Propose, propose
from services.matching.domain.participants.participant import MatchedAlready, NotEnrolled, PlacesTaken
from services.matching.domain.rules.refused import NotEligible
from services.matching.domain.ties.places import AgreementOver, QuotaUsedUp

MEANS: Mapping[type[Refusal], Constraint] = {
    PlacesTaken: Constraint.PLACES,
    QuotaUsedUp: Constraint.QUOTA,
    AgreementOver: Constraint.AGREEMENT,
    MatchedAlready: Constraint.ALREADY_MATCHED,
    NotEnrolled: Constraint.ROLE,
}


@dataclass
class CarriedOut:
    """What came of a plan."""

    proposals: int = 0
    matched: int = 0
    total_score: float = 0.0
    refused: int = 0
    left_out: list[Reason] = field(default_factory=list)
    """Those whom the facts no longer allowed to be proposed."""


async def carry_out_plan(runtime: Runtime, cycle: Cycle, report: Reporting) -> CarriedOut:
    """Propose everything that the plan says. Raises CycleOver."""
    read = runtime.reader(NetworkScope("matching cycle"))
    done = CarriedOut()
    for number in range(cycle.insist_result().parts):
        part = await read.get(PlanPart, part_id(cycle.id, number))
        some = part.state.proposals() if part else []
        outcomes = await asyncio.gather(*(_propose(runtime, cycle, each) for each in some))
        for each, refusal in zip(some, outcomes, strict=True):
            _count(done, each, refusal)
        report.note(proposed=done.proposals, refused=done.refused)
    return done


def _count(done: CarriedOut, planned: Planned, refusal: Refusal | None) -> None:
    if refusal is not None:
        done.refused += 1
        done.left_out += _reasons(planned, refusal)
        return
    done.proposals += 1
    done.matched += len(planned.seekers)
    done.total_score += planned.explanation.score


def _reasons(planned: Planned, refusal: Refusal) -> Iterator[Reason]:
    constraint = refusal.constraint if isinstance(refusal, NotEligible) else MEANS.get(type(refusal))
    for reason in planned.if_refused:
        yield reason.model_copy(update={"binding": constraint or Constraint.NOT_CHOSEN})


async def _propose(runtime: Runtime, cycle: Cycle, planned: Planned) -> Refusal | None:
    command = Propose(
        cycle_id=cycle.id,
        mentor_id=planned.mentor_id,
        seekers=planned.seekers,
        topic=planned.topic,
        explanation=planned.explanation,
        mentorship_id=planned.mentorship_id,
        then=planned.then,
    )
    try:
        await carry_out(runtime, propose, command, cycle.id)
    except CycleOver:
        raise
    except Refusal as refusal:
        return refusal
    return None


def in_batches(reasons: Sequence[Reason], most: int) -> Iterator[Sequence[Reason]]:
    """So many at a time."""
    return (reasons[start : start + most] for start in range(0, len(reasons), most))
