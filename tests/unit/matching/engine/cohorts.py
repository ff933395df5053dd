"""Small cohorts of every odd kind, for property tests: nobody there, no hours said, no area, nothing in common."""

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st
from numpy.random import PCG64, Generator

from services.matching.engine.arrays import WHOLE, Flags, Ints, Longs, Shorts, Words
from services.matching.engine.columns import Lists, People, Quotas, Relations, Rules, Value
from services.matching.engine.columns.people import HOUR_WORDS

GOALS, QUALITIES = 6, 5
ANY_SEED = st.integers(0, 2**32 - 1)


class Cohort(NamedTuple):
    """What every function of scoring takes first: `eligible(*cohort)`."""

    seekers: People
    others: People
    relations: Relations
    rules: Rules


class Kind(NamedTuple):
    """Of which kind a cohort is; chances are of a hundred."""

    organisations: int
    skills: int
    disciplines: int
    languages: int
    nothing: int
    """That a person says nothing of something."""
    related: int
    """That two are related in a way."""
    whole_hours: bool


KINDS = st.builds(
    Kind,
    organisations=st.integers(1, 4),
    skills=st.sampled_from((6, 1, 90)),
    disciplines=st.sampled_from((5, 1, 70, 130)),
    languages=st.sampled_from((1, 3, 130)),
    nothing=st.sampled_from((0, 0, 10, 50)),
    related=st.sampled_from((0, 5, 20)),
    whole_hours=st.booleans(),
)


@st.composite
def cohorts(draw: st.DrawFn, *, peers: bool | None = None, most_seekers: int = 12, most_others: int = 12) -> Cohort:
    """Any cohort: of peers, of mentees and mentors, or of either."""
    are_peers = draw(st.booleans()) if peers is None else peers
    kind, random = draw(KINDS), Generator(PCG64(draw(ANY_SEED)))
    seekers = people(random, draw(_sizes(most_seekers)), kind)
    others = seekers if are_peers else people(random, draw(_sizes(most_others)), kind)
    relations = peer_relations if are_peers else strangers
    return Cohort(seekers, others, relations(random, seekers, others, kind), rules(random, are_peers))


def _sizes(most: int) -> st.SearchStrategy[int]:
    return st.sampled_from((most, most // 2, 3, 1, 0))


@st.composite
def quotas(draw: st.DrawFn, cohort: Cohort) -> Quotas:
    """Any quotas, none included, between the organisations of the cohort."""
    random = Generator(PCG64(draw(ANY_SEED)))
    organisations = len(cohort.relations.shared)
    chosen = np.flatnonzero(random.random(organisations**2) < draw(st.sampled_from((0.0, 0.3, 1.0))))
    return Quotas(
        receiver=(chosen // organisations).astype(np.int32),
        giver=(chosen % organisations).astype(np.int32),
        limit=random.integers(0, 3, len(chosen)),
        seekers=cohort.seekers.organisation,
        others=cohort.others.organisation,
    )


def people(random: Generator, many: int, kind: Kind) -> People:
    """So many people."""
    disciplines = sets(random, many, kind.disciplines, kind)
    years = _years(random, disciplines, kind)
    most, main = _at_large(years)
    area = np.where(_says(random, many, kind), random.choice(_known(kind.disciplines), many), -1)
    return People(
        organisation=random.integers(0, kind.organisations, many).astype(np.int32),
        passes_screening=random.random(many) < 0.95,
        goals_sought=_shares(random, many, GOALS, kind),
        goals_offered=random.integers(0, 1 << GOALS, many).astype(np.uint8),
        skills_wanted=_lists(random, many, kind, wanted=True),
        skills=_lists(random, many, kind, wanted=False),
        disciplines=disciplines,
        years=years,
        most_years=most,
        main_discipline=main,
        area=area.astype(np.int32),
        years_in_area=(random.integers(0, 30, many) ** 2).astype(np.int32),
        languages=sets(random, many, kind.languages, kind),
        hours=_hours(random, many, kind),
        said_hours=_says(random, many, kind),
        qualities_wished=_shares(random, many, QUALITIES, kind),
        qualities_rated=random.integers(0, WHOLE + 1, (many, QUALITIES)).astype(np.uint16),
    )


def sets(random: Generator, many: int, members: int, kind: Kind) -> Words:
    """(many, words): sets of a few members each; some are empty."""
    words = np.zeros((many, (members + 63) // 64), np.uint64)
    for at in np.flatnonzero(_says(random, many, kind)):
        for member in random.choice(_known(members), random.integers(1, 4)).tolist():
            words[at, member // 64] |= np.uint64(1 << member % 64)
    return words


def _known(members: int) -> Ints:
    """The few that anybody has, from the first to the last."""
    return np.unique(np.linspace(0, members - 1, 4).astype(np.int32))


def rules(random: Generator, are_peers: bool) -> Rules:
    """Any rules; a programme's own ones in every fifth."""
    return Rules(
        weights=_whole(random.dirichlet(np.full(len(Value), 0.6), 1))[0].astype(np.int64),
        mentee_share=int(random.choice([0, 33, 50, 75, 100])),
        minimum_gap=int(random.choice([0, 100, 101])),
        maximum_gap=int(random.choice([1000, 2500, 100_000, 100_000])),
        peer_band=int(random.choice([0, 300, 1500, 4000])),
        minimum_blocks=int(random.choice([0, 1, 4, 5, 24], p=[0.2, 0.3, 0.3, 0.1, 0.1])),
        other_organisation=bool(random.random() < 0.2),
        common_discipline=bool(random.random() < 0.2),
        are_peers=are_peers,
    )


def strangers(random: Generator, seekers: People, others: People, kind: Kind) -> Relations:
    """Between mentees and mentors, of whom some are the same people."""
    shape = (len(seekers), len(others))
    same = np.where(random.random(len(seekers)) < 0.2, random.integers(-1, max(len(others), 1), len(seekers)), -1)
    same = np.where(same < len(others), same, -1).astype(np.int32)
    met, never, reports, vetoed, mine, theirs = [_some(random, shape, kind) for _ in range(6)]
    return Relations(same, met, never, reports, vetoed, mine, theirs, _shared(random, kind))


def peer_relations(random: Generator, seekers: People, others: People, kind: Kind) -> Relations:
    """Among peers: what holds of two holds both ways; whom one prefers, the other is preferred by."""
    shape = (len(seekers), len(seekers))
    met, never, reports, vetoed = [_some(random, shape, kind, mutual=True) for _ in range(4)]
    prefers = random.random(shape) * 100 < kind.related
    shared = _shared(random, kind)
    everyone = np.arange(len(seekers), dtype=np.int32)
    return Relations(everyone, met, never, reports, vetoed, _related(prefers), _related(prefers.T), shared | shared.T)


def _some(random: Generator, shape: tuple[int, int], kind: Kind, *, mutual: bool = False) -> Lists:
    flags = random.random(shape) * 100 < kind.related
    return _related(flags | flags.T if mutual else flags)


def _says(random: Generator, many: int, kind: Kind) -> Flags:
    return random.random(many) * 100 >= kind.nothing


def _shared(random: Generator, kind: Kind) -> Flags:
    shared = random.random((kind.organisations, kind.organisations)) < 0.8
    return shared | np.eye(kind.organisations, dtype=np.bool_) & (random.random(kind.organisations) < 0.9)


def _related(flags: Flags) -> Lists:
    return Lists.of({int(column): 1 for column in np.flatnonzero(row)} for row in flags)


def _shares(random: Generator, many: int, columns: int, kind: Kind) -> Shorts:
    shares = _whole(random.dirichlet(np.full(columns, 0.5), many))
    return (shares * _says(random, many, kind)[:, None]).astype(np.uint16)


def _whole(shares: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Longs:
    """Ten-thousandths that sum to all of it."""
    whole = np.floor(shares * WHOLE).astype(np.int64)
    whole[:, 0] += WHOLE - whole.sum(axis=1)
    return whole


def _lists(random: Generator, many: int, kind: Kind, *, wanted: bool) -> Lists:
    rows: list[dict[int, int]] = []
    for says in _says(random, many, kind):
        count = int(random.integers(1, min(kind.skills, 6) + 1)) if says else 0
        value = (
            _whole(random.dirichlet(np.ones(max(count, 1)), 1))[0] if wanted else random.integers(0, WHOLE + 1, count)
        )
        column = random.choice(kind.skills, count, replace=False)
        rows.append(dict(zip(column.tolist(), value.tolist(), strict=False)))
    return Lists.of(rows)


def _years(random: Generator, disciplines: Words, kind: Kind) -> Lists:
    members = [[at for at in range(kind.disciplines) if int(row[at // 64]) >> at % 64 & 1] for row in disciplines]
    return Lists.of({at: int(random.integers(0, 80)) * 50 for at in row} for row in members)


def _at_large(years: Lists) -> tuple[Ints, Ints]:
    rows = [years.row(at) for at in range(len(years))]
    most = [max(row.values(), default=0) for row in rows]
    return np.array(most, np.int32), np.array([next(iter(row), -1) for row in rows], np.int32)


def _hours(random: Generator, many: int, kind: Kind) -> Words:
    quarters = np.zeros((many, HOUR_WORDS * 64), np.bool_)
    unit = 4 if kind.whole_hours else 1
    for row in quarters:
        for start in random.integers(0, 12, random.integers(1, 6)).tolist():
            row[start * unit : (start + random.integers(1, 4)) * unit] = True
        row[672 - unit : 672] = random.random() < 0.3
    return np.packbits(quarters, axis=1, bitorder="little").view(np.uint64)
