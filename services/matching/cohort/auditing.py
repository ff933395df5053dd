"""How good a plan is, and for whom: coverage, totals, proof, and gaps between groups."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from mentormesh_contracts.programmes import Audit, AuditedGroup, Exchange
from mentormesh_contracts.vocabulary import AuditDimension
from services.matching.cohort.proposal import Proposal
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.experience import main_discipline
from services.matching.domain.rules.pair import Ground
from services.matching.engine import VERSION

SMALLEST_GROUP = 5
"""People; smaller groups are taken together, so that nobody is told of singly; fewer altogether are not told of."""
MOST_EXCHANGES = 4_000
"""The largest are told; an audit is one event."""
MOST_GROUPS = 2_000
DECIMALS = 8


@dataclass(frozen=True)
class Proof:
    """What the engine proved of its result. Absent figures were not computed for this kind and objective."""

    upper_bound: float | None = None
    """Of the sum of scores."""
    gap: float | None = None
    gap_without_quotas: float | None = None
    blocking_pairs: int | None = None


def audit(
    seekers: Sequence[Participant],
    considered: int,
    proposals: Sequence[Proposal],
    ground: Ground,
    organisations: Mapping[str, str],
    proof: Proof,
) -> Audit:
    """Of a finished plan. `organisations` are by person."""
    scores = [each.explanation.score for each in proposals]
    matched = {seeker: each.explanation.score for each in proposals for seeker in each.seekers}
    return Audit(
        objective=ground.policy.objective,
        engine_version=VERSION,
        result_hash=result_hash(proposals),
        coverage=round(len(matched) / considered, DECIMALS) if considered else 0.0,
        total_score=round(sum(scores), DECIMALS),
        worst_score=min(scores, default=None),
        upper_bound=proof.upper_bound,
        gap=proof.gap,
        gap_without_quotas=proof.gap_without_quotas,
        blocking_pairs=proof.blocking_pairs,
        exchanges=tuple(islice(_exchanges(proposals, organisations), MOST_EXCHANGES)),
        groups=tuple(
            group
            for each in ground.policy.audited_by
            for group in islice(_groups(seekers, matched, each), MOST_GROUPS // len(ground.policy.audited_by))
        ),
    )


def result_hash(proposals: Iterable[Proposal]) -> str:
    """SHA-256 over a line for each proposal, sorted: mentor, topic, seekers and score, between tabs."""
    lines = sorted(
        "\t".join((each.mentor_id or "", each.topic or "", ",".join(each.seekers), f"{each.explanation.score:.8f}"))
        for each in proposals
    )
    return sha256("\n".join(lines).encode()).hexdigest()


def _exchanges(proposals: Iterable[Proposal], organisations: Mapping[str, str]) -> Iterable[Exchange]:
    given: Counter[tuple[str, str]] = Counter()
    for each in proposals:
        givers = [each.mentor_id] if each.mentor_id else each.seekers
        given.update(
            (organisations[giver], organisations[seeker])
            for giver in givers
            for seeker in each.seekers
            if organisations[giver] != organisations[seeker]
        )
    for (giver, receiver), places in sorted(given.items(), key=lambda found: (-found[1], found[0])):
        yield Exchange(giver=giver, receiver=receiver, places=places)


def _groups(
    seekers: Sequence[Participant], matched: Mapping[str, float], dimension: AuditDimension
) -> Iterable[AuditedGroup]:
    by_value: defaultdict[str | None, list[str]] = defaultdict(list)
    for each in seekers:
        by_value[_VALUES[dimension](each)].append(each.id)
    large = {value: people for value, people in by_value.items() if value and len(people) >= SMALLEST_GROUP}
    small = [person for value, people in by_value.items() if value not in large for person in people]
    for value, people in sorted(large.items(), key=lambda found: (-len(found[1]), found[0])):
        yield _group(dimension, value, people, matched)
    if len(small) >= SMALLEST_GROUP:
        yield _group(dimension, None, small, matched)


def _group(
    dimension: AuditDimension, value: str | None, people: Sequence[str], matched: Mapping[str, float]
) -> AuditedGroup:
    scores = [matched[person] for person in people if person in matched]
    mean = round(sum(scores) / len(scores), DECIMALS) if len(scores) >= SMALLEST_GROUP else None
    return AuditedGroup(dimension=dimension, value=value, people=len(people), matched=len(scores), mean_score=mean)


_VALUES: Mapping[AuditDimension, Callable[[Participant], str | None]] = {
    AuditDimension.ORGANISATION: lambda each: each.organisation_id,
    AuditDimension.DISCIPLINE: lambda each: main_discipline(each.person),
    AuditDimension.LANGUAGE: lambda each: next(iter(each.person.languages), None),
    AuditDimension.ZONE: lambda each: each.person.zone,
}
