"""From a stored snapshot to a plan that can be stored: in a child process, so nothing here knows of a runtime."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mentormesh_contracts.programmes import Audit
from services.matching.cycle_work.planning import planned
from services.matching.cycle_work.snapshot import Snapshot, Stored
from services.matching.domain.cycles.cycle import Phase
from services.matching.domain.cycles.left_out import MOST_AT_ONCE, Reason
from services.matching.domain.cycles.packed import in_parts, packed
from services.matching.domain.cycles.plan_part import Planned, PlanPart, plan_parts
from services.matching.domain.mentorships.propose import proposal_id
from services.matching.domain.rulings.contradictions import Contradiction, contradictions

if TYPE_CHECKING:
    from services.matching.cohort.plan import Plan

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Computed:
    """What came of a snapshot, ready to be stored."""

    considered: int
    proposals: int
    parts: Sequence[PlanPart]
    left_out: Sequence[str]
    """Reasons, packed, `MOST_AT_ONCE` of them in each at most."""
    audit: Audit


@dataclass(frozen=True)
class Contradictory:
    """Nothing was computed: there are pins that cannot be honoured."""

    found: Sequence[Contradiction]


def compute(cycle_id: str, stored: Stored, tell: Tell) -> Computed | Contradictory:
    """The plan, or why there is none."""
    snapshot = Snapshot.of(stored)
    wrong = contradictions(snapshot.rulings, snapshot.participants, snapshot.ground, snapshot.places)
    if wrong:
        return Contradictory(wrong)
    plan = planned(snapshot, tell)
    tell(Phase.EXPLAINING)
    organisations = {each.id: each.organisation_id for each in snapshot.participants}
    return Computed(
        considered=plan.considered,
        proposals=len(plan.proposals),
        parts=list(plan_parts(cycle_id, _proposals(cycle_id, plan), organisations)),
        left_out=[packed(lines) for _, lines in in_parts(plan.left_out, MOST_AT_ONCE)],
        audit=plan.audit,
    )


def repeated(stored: Stored, tell: Tell) -> tuple[str, str]:
    """The engine's version, and the hash of the result that a receipt gives."""
    snapshot = Snapshot.of(stored)
    audit = planned(snapshot, tell).audit
    return audit.engine_version, audit.result_hash


def _proposals(cycle_id: str, plan: "Plan") -> Iterator[Planned]:
    for each in plan.proposals:
        reasons = (plan.reasons.get(seeker) for seeker in each.seekers)
        yield Planned(
            mentorship_id=proposal_id(cycle_id, each.mentor_id, each.seekers),
            mentor_id=each.mentor_id,
            seekers=each.seekers,
            topic=each.topic,
            explanation=each.explanation,
            then=each.then,
            if_refused=tuple(_shortened(reason) for reason in reasons if reason),
        )


def _shortened(reason: Reason) -> Reason:
    # What would have given a match says nothing to somebody who was to have one.
    return reason.model_copy(update={"change": None})
