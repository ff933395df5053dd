"""The people of a network, by organisation: colleagues have a language, hours and disciplines in common."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from services.matching.engine.arrays import HUNDREDTHS, WHOLE, Bytes, Flags, Floats, Ints, Shorts, Words
from services.matching.engine.columns import Lists, People
from services.matching.engine.columns.people import HOUR_WORDS
from tests.bench.matching.network.draws import by_rank, dense, drawn, first_of_each, lists, sets, whole, zipf
from tests.bench.matching.network.organisations import Organisations

GOALS, QUALITIES = 6, 5
SKILLS, DISCIPLINES, LANGUAGES = 200, 30, 12
GOAL_SHARES = np.array([0.35, 0.20, 0.20, 0.10, 0.08, 0.07])
DAY_SHARES = np.array([0.18, 0.18, 0.18, 0.18, 0.18, 0.05, 0.05])
BLOCKS, BLOCK_HOURS, QUARTERS = 56, 3, 12
"""Three-hour blocks in a week, and what a block has."""
LEVELS = 5
NO_AREA = 0.5
"""Share of mentees who name no area: for them experience counts at large."""


def _block_bits() -> Words:
    quarter = np.arange(BLOCKS * QUARTERS, dtype=np.int32).reshape(BLOCKS, QUARTERS)
    return sets(quarter, np.ones(quarter.shape, np.bool_), HOUR_WORDS)


BLOCK_BITS = _block_bits()


@dataclass(frozen=True)
class Side:
    """How mentees, or mentors, are drawn."""

    wants: bool
    """They seek goals and skills; else they offer them. Peers do both."""
    offers: bool
    years: tuple[float, float, float, float]
    """Least, shape and scale of a gamma distribution, most."""
    disciplines: tuple[int, int]


MENTEES = Side(wants=True, offers=False, years=(0, 1.6, 3.0, 30), disciplines=(1, 2))
MENTORS = Side(wants=False, offers=True, years=(4, 2.5, 4.0, 40), disciplines=(3, 6))
PEERS = Side(wants=True, offers=True, years=(0, 1.6, 3.0, 30), disciplines=(1, 3))


def people(draw: Generator, joined: Organisations, many: int, side: Side) -> People:
    """So many people, in no order."""
    organisation = drawn(draw, joined.size, many)
    years, disciplines, main, most = _experience(draw, organisation, side)
    area, own = _area(draw, disciplines, main, most, years, side)
    goals, offered = _goals(draw, many, side)
    wanted, skills = _skills(draw, organisation, side)
    return People(
        organisation=organisation,
        passes_screening=np.ones(many, np.bool_) if side.wants else draw.random(many) < 0.98,
        goals_sought=goals,
        goals_offered=offered,
        skills_wanted=wanted,
        skills=skills,
        disciplines=disciplines,
        years=years,
        most_years=most,
        main_discipline=main,
        area=area,
        years_in_area=own,
        languages=_languages(draw, organisation),
        hours=_hours(draw, joined.offset[organisation]),
        said_hours=np.ones(many, np.bool_),
        qualities_wished=whole(draw.dirichlet(np.full(QUALITIES, 0.8), many)),
        qualities_rated=_rated(draw, many),
    )


def _experience(draw: Generator, organisation: Ints, side: Side) -> tuple[Lists, Words, Ints, Ints]:
    many = len(organisation)
    fewest, most = side.disciplines
    column = _near_home(draw, zipf(DISCIPLINES, 0.6), organisation, (many, most), among=4, share=0.7)
    kept = first_of_each(column, draw.integers(fewest, most + 1, many))
    least, shape, scale, limit = side.years
    longest = np.minimum(least + draw.gamma(shape, scale, many), limit) * HUNDREDTHS
    share = draw.uniform(0.3, 1.0, (many, most))
    share[:, 0] = 1.0
    years = np.rint(longest[:, None] * share).astype(np.uint16)
    return lists(column, years, kept), sets(column, kept), column[:, 0].copy(), years[:, 0].astype(np.int32)


def _near_home(
    draw: Generator, shares: Floats, organisation: Ints, shape: tuple[int, int], *, among: int, share: float
) -> Ints:
    """Of what there is, but a share of it from the few things that the organisation is about."""
    anywhere = drawn(draw, shares, shape)
    home = (organisation[:, None] * 7 + draw.integers(0, among, shape)) % len(shares)
    return np.where(draw.random(shape) < share, home, anywhere).astype(np.int32)


def _area(draw: Generator, disciplines: Words, main: Ints, most: Ints, years: Lists, side: Side) -> tuple[Ints, Ints]:
    """What is sought: nothing named, or one's own main discipline, or for a few another one, unknown to them."""
    many = len(main)
    other = drawn(draw, zipf(DISCIPLINES, 0.6), many)
    known = disciplines[:, 0] >> other.astype(np.uint64) & np.uint64(1) != 0
    chance = draw.random(many)
    changes = (chance > 0.9) & ~known & side.wants
    nothing = (chance < NO_AREA) | (not side.wants)
    area = np.where(nothing, -1, np.where(changes, other, main)).astype(np.int32)
    return area, np.where(changes, 0, most).astype(np.int32)


def _goals(draw: Generator, many: int, side: Side) -> tuple[Shorts, Bytes]:
    sought = drawn(draw, GOAL_SHARES, (many, 3))
    kept = first_of_each(sought, draw.integers(1, 4, many)) & side.wants
    offered = drawn(draw, GOAL_SHARES / 2 + 0.5 / GOALS, (many, 4))
    helps = sets(offered, np.full(offered.shape, side.offers))[:, 0] | sets(sought, kept)[:, 0] * side.offers
    return dense(sought, by_rank(kept), kept, GOALS), helps.astype(np.uint8)


def _skills(draw: Generator, organisation: Ints, side: Side) -> tuple[Lists, Lists]:
    """What they want to grow in (three to six), and what they are strong in (five to twelve)."""
    wanted, kept = _some_skills(draw, organisation, 3, 6, side.wants)
    known, strong = _some_skills(draw, organisation, 5, 12, side.offers)
    level = draw.integers(1, LEVELS + 1, known.shape) * (WHOLE // LEVELS)
    return lists(wanted, by_rank(kept), kept), lists(known, level.astype(np.uint16), strong)


def _some_skills(draw: Generator, organisation: Ints, least: int, most: int, any_at_all: bool) -> tuple[Ints, Flags]:
    many = len(organisation)
    anything = drawn(draw, zipf(SKILLS, 0.9), (many, most))
    near = (anything + organisation[:, None] * 13) % SKILLS
    column = np.where(draw.random((many, most)) < 0.4, near, anything).astype(np.int32)
    return column, first_of_each(column, draw.integers(least, most + 1, many)) & any_at_all


def _languages(draw: Generator, organisation: Ints) -> Words:
    """The first is spoken by many everywhere; most speak that of their organisation; some another one."""
    many = len(organisation)
    local = (organisation * 7) % LANGUAGES
    column = np.stack([np.zeros(many, np.int32), local, drawn(draw, zipf(LANGUAGES, 1.2), many)], axis=1)
    speaks = draw.random((many, 3)) < (0.7, 0.8, 0.5)
    speaks[~speaks.any(axis=1), 1] = True
    return sets(column, speaks)


def _hours(draw: Generator, offset: Ints) -> Words:
    """Four to eleven times a start in the local day, 8 to 20 o'clock; each frees the block of UTC that it falls in."""
    many = len(offset)
    zone = offset + draw.integers(-1, 2, many)
    count = draw.integers(4, 12, many)
    free = np.zeros((many, HOUR_WORDS), np.uint64)
    for place in range(11):
        start = drawn(draw, DAY_SHARES, many) * 24 + draw.integers(8, 20, many) - zone
        block = start % (BLOCKS * BLOCK_HOURS) // BLOCK_HOURS
        free |= np.where((place < count)[:, None], BLOCK_BITS[block], np.uint64(0))
    return free


def _rated(draw: Generator, many: int) -> Shorts:
    """Means shrunk towards 0.7 as if five others had said so, of a few raters each."""
    raters = draw.poisson(4, many)[:, None]
    noise = draw.normal(0, 0.25, (many, QUALITIES)) / np.sqrt(np.maximum(raters, 1))
    seen = np.clip(draw.beta(5, 2, (many, QUALITIES)) + noise, 0, 1)
    return np.rint((seen * raters + 0.7 * 5) / (raters + 5) * WHOLE).astype(np.uint16)
