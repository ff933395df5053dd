"""The one place where a cycle asks the engine, by way of the cohort."""

from collections.abc import Callable
from hashlib import sha256

from mentormesh_contracts.programmes import Audit
from services.matching.cohort.plan import Plan, Proposal, plan
from services.matching.cycle_work.snapshot import Snapshot

FIRST_VERSION = "1.0"


def planned(snapshot: Snapshot, tell: Callable[[str], None]) -> Plan:
    """What the engine makes of a snapshot; `tell` hears of its phases."""
    tell("assigning")
    return plan(snapshot.participants, snapshot.ground, snapshot.places)


def audited(found: Plan, snapshot: Snapshot) -> Audit:
    """What can be said of any plan: coverage, totals, and the hash of the result."""
    scores = [each.explanation.score for each in found.proposals]
    matched = sum(len(each.seekers) for each in found.proposals)
    return Audit(
        objective=snapshot.ground.policy.objective,
        engine_version=FIRST_VERSION,
        result_hash=sha256("\n".join(sorted(map(_line, found.proposals))).encode()).hexdigest(),
        coverage=matched / found.considered if found.considered else 0.0,
        total_score=round(sum(scores), 6),
        worst_score=min(scores, default=None),
    )


def _line(proposal: Proposal) -> str:
    return "\t".join(
        (proposal.mentor_id or "", ",".join(sorted(proposal.seekers)), f"{proposal.explanation.score:.6f}")
    )
