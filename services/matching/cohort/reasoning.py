"""Why somebody was left out: candidates counted by constraint, and the one that binds."""

from collections.abc import Iterator

import numpy as np

from mentormesh_contracts.vocabulary import Constraint
from services.matching.cohort.changing import Chances, smallest_change
from services.matching.cohort.found import Found
from services.matching.cohort.gather import Cohort
from services.matching.domain.cycles.left_out import Reason
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.pair import passes_screening
from services.matching.engine import scoring
from services.matching.engine.arrays import NOBODY, Flags, Longs
from services.matching.engine.columns import Forbidden, Quotas
from services.matching.engine.scoring import Tally

PAIRS_AT_ONCE = 16_000_000


def reasons_of(cohort: Cohort, found: Found, last: Constraint) -> list[Reason]:
    """Of every seeker for whom nothing was found, by position. `last`: why an eligible other with a free place was not
    chosen. Every pair of theirs is looked at, with every constraint.
    """
    return [reason for some in _parts(cohort, found) for reason in _reasons(cohort, found, some, last)]


def role_not_taken(participant: Participant) -> Reason:
    """For somebody who is enrolled in a role that they do not declare any more."""
    return Reason(
        person_id=participant.id,
        organisation_id=participant.organisation_id,
        binding=Constraint.ROLE,
        ruled_out={},
    )


def _parts(cohort: Cohort, found: Found) -> Iterator[Longs]:
    """Those left out, few enough at once, and of one organisation where quotas limit what is free to it."""
    out = np.flatnonzero(~found.matched)
    own = cohort.seeker_columns.organisation[out] if len(cohort.quotas) else np.zeros(len(out), np.int32)
    size = max(1, PAIRS_AT_ONCE // max(1, len(cohort.others)))
    for each in np.unique(own):
        of_it = out[own == each]
        yield from (of_it[start : start + size] for start in range(0, len(of_it), size))


def _reasons(cohort: Cohort, found: Found, some: Longs, last: Constraint) -> Iterator[Reason]:
    seekers, relations = cohort.seeker_columns.rows(some), cohort.relations.rows(some)
    everyone = np.arange(len(cohort.others))
    free = found.free & _has_room(found.quotas, np.full(len(everyone), some[0]), everyone)
    tally = scoring.tally(
        cohort.seeker_columns, cohort.other_columns, cohort.relations, cohort.rules, some, np.asarray(free)
    )
    candidates = scoring.eligible(seekers, cohort.other_columns, relations, cohort.rules)
    chances = _chances(cohort, found, some[candidates.seeker()], candidates.other.astype(np.int64))
    for at, seeker in enumerate(some.tolist()):
        row = slice(candidates.start[at], candidates.start[at + 1])
        is_screened = passes_screening(cohort.seekers[seeker].person, cohort.ground.policy)
        of_them = Chances(is_screened, tally, at, *(each[row] for each in chances))
        yield _reason(cohort, found, seeker, of_them, last)


def _chances(cohort: Cohort, found: Found, seeker: Longs, other: Longs) -> tuple[Flags, ...]:
    """By eligible pair: whether there were places and room in the quota to begin with, and whether any are left."""
    return (
        np.asarray(cohort.capacity[other] > 0),
        _has_room(cohort.quotas, seeker, other),
        np.asarray(found.free[other]),
        _has_room(found.quotas, seeker, other),
    )


def _has_room(quotas: Quotas, seeker: Longs, other: Longs) -> Flags:
    if not len(quotas):
        return np.ones(len(seeker), np.bool_)
    of = quotas.of_pairs(seeker, other)
    return np.asarray((of == NOBODY) | (quotas.limit[of] > 0))


def _reason(cohort: Cohort, found: Found, seeker: int, chances: Chances, last: Constraint) -> Reason:
    participant = cohort.seekers[seeker]
    lacking = _lacking(chances, last)
    first = chances.tally.ruled_out[chances.at]
    return Reason(
        person_id=participant.id,
        organisation_id=participant.organisation_id,
        binding=_binding(chances, lacking),
        ruled_out={Constraint[each.name]: int(first[each]) for each in Forbidden if first[each]}
        | {each: count for each, count in lacking.items() if count},
        change=smallest_change(chances, int(found.fewer[seeker]), last, are_peers=cohort.rules.are_peers),
    )


def _lacking(chances: Chances, last: Constraint) -> dict[Constraint, int]:
    """What the eligible ones lack: places of their own, places of the agreement, or nothing."""
    return {
        Constraint.PLACES: int((~chances.had_place).sum()),
        Constraint.QUOTA: int((chances.had_place & ~chances.had_room).sum()),
        last: int((chances.had_place & chances.had_room).sum()),
    }


def _binding(chances: Chances, lacking: dict[Constraint, int]) -> Constraint:
    if not chances.is_screened:
        return Constraint.SCREENING
    for constraint in reversed(lacking):
        if lacking[constraint]:
            return constraint
    return _most(chances.tally, chances.at)


def _most(tally: Tally, at: int) -> Constraint:
    """What alone stands in the way of the most; where nothing is ever alone, what rules out the most."""
    for counts in (tally.alone[at], tally.ruled_out[at]):
        besides = np.where(np.arange(len(counts)) == Forbidden.SAME_PERSON, 0, counts)
        if besides.any():
            return Constraint[Forbidden(int(besides.argmax())).name]
    return Constraint.PLACES
