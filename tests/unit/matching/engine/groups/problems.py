"""Small problems of groups, the rules said plainly once more, and the best there is, found by trying everything."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from hypothesis import strategies as st
from numpy.random import PCG64, Generator

from services.matching.engine.arrays import PERFECT, WHOLE
from services.matching.engine.candidates import Candidates
from services.matching.engine.columns import Lists, People, Quotas
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.groups import Group, GroupProblem, Groups, Sizes

ORGANISATIONS, LANGUAGES, TOPICS, QUARTERS = 3, 70, 6, 12


@st.composite
def problems(draw: st.DrawFn, mentees: int = 24, mentors: int = 6, maximum: int = 5) -> GroupProblem:
    """Any problem of up to so many people."""
    random = Generator(PCG64(draw(st.integers(0, 2**32 - 1))))
    minimum = draw(st.integers(1, 4))
    sizes = Sizes(minimum, draw(st.integers(minimum, max(minimum, maximum))), draw(st.integers(0, 5)))
    many, few = draw(st.integers(0, mentees)), draw(st.integers(0, mentors))
    chance = draw(st.sampled_from((0.5, 0.9)))
    return problem(random, many, few, sizes, chance=chance, most_matched=draw(st.booleans()))


def problem(
    random: Generator, mentees: int, mentors: int, sizes: Sizes, *, chance: float = 0.9, most_matched: bool = True
) -> GroupProblem:
    """Drawn: most pairs are eligible, most organisations acquainted; a few are apart, a few quotas are tight."""
    seekers, others = people(random, mentees), people(random, mentors)
    eligible = random.random((mentees, mentors)) < chance
    start = np.concatenate([[0], np.cumsum(eligible.sum(axis=1))]).astype(np.int64)
    other = np.nonzero(eligible)[1].astype(np.int32)
    scores = random.integers(0, 101, len(other)) * (PERFECT // 100)
    apart = random.random((mentees, mentees)) < 0.05
    np.fill_diagonal(apart, val=False)
    return GroupProblem(
        seekers,
        others,
        Candidates(start, other, scores),
        random.integers(0, 3, mentors),
        Lists.of([dict.fromkeys(np.flatnonzero(row).tolist(), 1) for row in apart]),
        (random.random((ORGANISATIONS, ORGANISATIONS)) < 0.8) | np.eye(ORGANISATIONS, dtype=np.bool_),
        _quotas(random, seekers, others),
        sizes,
        most_matched,
    )


def _quotas(random: Generator, seekers: People, others: People) -> Quotas:
    chosen = np.flatnonzero(random.random(ORGANISATIONS**2) < 0.3).astype(np.int32)
    limit = random.integers(0, 6, len(chosen))
    receiver, giver = chosen // ORGANISATIONS, chosen % ORGANISATIONS
    return Quotas(receiver, giver, limit, seekers.organisation, others.organisation)


def people(random: Generator, count: int) -> People:
    """Of three organisations, with few hours, languages and topics, so that they matter."""
    nothing, numbers = Lists.of([{}] * count), np.zeros(count, np.int32)
    goals = random.random((count, TOPICS)) * (random.random((count, TOPICS)) < 0.4)
    dear = np.floor(goals / np.maximum(goals.sum(axis=1, keepdims=True), 1e-9) * WHOLE).astype(np.uint16)
    return People(
        organisation=random.integers(0, ORGANISATIONS, count).astype(np.int32),
        passes_screening=np.ones(count, np.bool_),
        goals_sought=dear,
        goals_offered=random.integers(0, 1 << TOPICS, count).astype(np.uint8),
        skills_wanted=nothing,
        skills=nothing,
        disciplines=np.zeros((count, 1), np.uint64),
        years=nothing,
        most_years=numbers,
        main_discipline=numbers,
        area=numbers,
        years_in_area=numbers,
        languages=_sets(random.random((count, LANGUAGES)) < np.linspace(0.6, 0.01, LANGUAGES), 2),
        hours=_sets(random.random((count, QUARTERS)) < 0.7, HOUR_WORDS),
        said_hours=random.random(count) < 0.8,
        qualities_wished=np.zeros((count, 5), np.uint16),
        qualities_rated=np.zeros((count, 5), np.uint16),
    )


def _sets(
    flags: np.ndarray[tuple[int, int], np.dtype[np.bool_]], words: int
) -> np.ndarray[tuple[int, int], np.dtype[np.uint64]]:
    wide = np.zeros((len(flags), 64 * words), np.bool_)
    wide[:, : flags.shape[1]] = flags
    return np.packbits(wide, axis=1, bitorder="little").view("<u8").astype(np.uint64)


def scores_of(of: GroupProblem) -> dict[tuple[int, int], int]:
    """By mentee and mentor."""
    seeker, other, score = of.candidates.seeker().tolist(), of.candidates.other.tolist(), of.candidates.score.tolist()
    return dict(zip(zip(seeker, other, strict=True), score, strict=True))


def objection(of: GroupProblem, mentor: int, topic: int, mentees: Sequence[int]) -> str | None:
    """Which rule the group breaks, sizes and quotas aside."""
    scores, everyone = scores_of(of), [(of.mentors, mentor), *((of.mentees, each) for each in mentees)]
    if any((mentee, mentor) not in scores for mentee in mentees):
        return "not eligible"
    if not int(of.mentors.goals_offered[mentor]) >> topic & 1 or not of.mentees.goals_sought[mentees, topic].all():
        return "topic"
    if not any(all(_has(side.languages[at], bit) for side, at in everyone) for bit in range(LANGUAGES)):
        return "language"
    said = [side.hours[at] for side, at in everyone if side.said_hours[at]]
    if said and sum(all(_has(row, bit) for row in said) for bit in range(64 * HOUR_WORDS)) < of.sizes.blocks:
        return "hours"
    return _at_odds(of, mentees)


def _has(row: np.ndarray[tuple[int], np.dtype[np.uint64]], bit: int) -> bool:
    return bool(int(row[bit // 64]) >> bit % 64 & 1)


def _at_odds(of: GroupProblem, mentees: Sequence[int]) -> str | None:
    organisation = of.mentees.organisation
    for one, other in combinations(mentees, 2):
        if other in of.apart.row(one) or one in of.apart.row(other):
            return "apart"
        there, back = (organisation[one], organisation[other]), (organisation[other], organisation[one])
        if not (of.acquainted[there] and of.acquainted[back]):
            return "not acquainted"
    return None


def objections(of: GroupProblem, groups: Sequence[Group]) -> list[str]:
    """Every rule that is broken, by a group or by all together."""
    broken = [found for each in groups if (found := objection(of, each.mentor, each.topic, each.mentees))]
    broken += ["size" for each in groups if not of.sizes.minimum <= len(each.mentees) <= of.sizes.maximum]
    mentees = [mentee for each in groups for mentee in each.mentees]
    mentors = [each.mentor for each in groups for _ in each.mentees]
    broken += ["in two groups"] if len(mentees) != len(set(mentees)) else []
    led = np.bincount([each.mentor for each in groups], minlength=len(of.mentors))
    broken += ["capacity"] if (led > of.capacity).any() else []
    exceeded = of.quotas.exceeded(np.array(mentees, np.int64), np.array(mentors, np.int64))
    return broken + ["quota" for _ in exceeded]


def total_of(of: GroupProblem, groups: Sequence[Group]) -> int:
    """The objective."""
    scores = scores_of(of)
    return sum(
        of.bonus()
        + (3 * scores[mentee, each.mentor] + 2 * WHOLE * int(of.mentees.goals_sought[mentee, each.topic])) // 5
        for each in groups
        for mentee in each.mentees
    )


def possible(of: GroupProblem, free: Sequence[int]) -> list[Group]:
    """Every group that the free could form."""
    sizes = range(of.sizes.minimum, of.sizes.maximum + 1)
    return [
        Group(mentor, topic, mentees)
        for mentor in np.flatnonzero(of.capacity).tolist()
        for topic in range(TOPICS)
        for size in sizes
        for mentees in combinations(free, size)
        if not objection(of, mentor, topic, mentees)
    ]


def best_total(of: GroupProblem) -> int:
    """By trying every set of groups."""
    known = possible(of, range(len(of.mentees)))

    def sets(chosen: list[Group], rest: list[Group]) -> Iterator[list[Group]]:
        yield chosen
        for at, group in enumerate(rest):
            taken = set(group.mentees)
            yield from sets([*chosen, group], [each for each in rest[at + 1 :] if taken.isdisjoint(each.mentees)])

    return max(total_of(of, each) for each in sets([], known) if not objections(of, each))


def greedy(of: GroupProblem, formed: Groups) -> Group | None:
    """A further group of those left over, if taking whoever fits, the best-suited first, makes one."""
    scores, groups = scores_of(of), list(formed)
    led = np.bincount([each.mentor for each in groups], minlength=len(of.mentors))
    free = [mentee for mentee in range(len(of.mentees)) if formed.group[mentee] < 0]
    for mentor in np.flatnonzero(led < of.capacity).tolist():
        for topic in range(TOPICS):
            mentees: tuple[int, ...] = ()
            for mentee in sorted(free, key=lambda each: (-scores.get((each, mentor), 0), each)):
                more = (*mentees, mentee)
                if len(more) <= of.sizes.maximum and not objection(of, mentor, topic, more):
                    mentees = more if not quota_exceeded(of, groups, Group(mentor, topic, more)) else mentees
            if len(mentees) >= of.sizes.minimum:
                return Group(mentor, topic, mentees)
    return None


def quota_exceeded(of: GroupProblem, groups: Sequence[Group], one: Group) -> bool:
    """Whether these and one more take more places than there are."""
    return "quota" in objections(of, [*groups, one])
