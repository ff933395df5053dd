"""Rows of mentors as examples."""

from collections.abc import Mapping

from hypothesis import strategies as st

from services.matching.engine.arrays import Words
from services.matching.engine.columns import People
from services.matching.engine.ranking.row import Row

SKILLS, DISCIPLINES, LANGUAGES = 12, 70, 3


def lists(numbers: int, most: int = 6) -> st.SearchStrategy[Mapping[int, int]]:
    """Values by number."""
    return st.dictionaries(st.integers(0, numbers - 1), st.integers(0, 10_000), max_size=most)


@st.composite
def rows(draw: st.DrawFn, organisations: int = 4) -> Row:
    """Somebody who says much or little."""
    years = draw(lists(DISCIPLINES, 3).map(lambda row: {number: value % 4000 for number, value in row.items()}))
    return Row(
        organisation=draw(st.integers(0, organisations - 1)),
        cleared=draw(st.booleans()),
        refused=draw(st.booleans()),
        goals_sought=tuple(draw(st.lists(st.integers(0, 1666), min_size=6, max_size=6))),
        goals_offered=draw(st.integers(0, 63)),
        skills_wanted=draw(lists(SKILLS)),
        skills=draw(lists(SKILLS)),
        disciplines=sum(1 << number for number in years),
        years=years,
        most_years=max(years.values(), default=0),
        main_discipline=next(iter(years), -1),
        area=next(iter(years), -1),
        years_in_area=next(iter(years.values()), 0),
        languages=draw(st.integers(0, 2**LANGUAGES - 1)),
        hours=draw(st.integers(0, 2**20 - 1)) << draw(st.sampled_from((0, 60, 640))),
        said_hours=draw(st.booleans()),
        qualities_wished=tuple(draw(st.lists(st.integers(0, 2000), min_size=5, max_size=5))),
        qualities_rated=tuple(draw(st.lists(st.integers(0, 10_000), min_size=5, max_size=5))),
    )


def row_at(people: People, at: int) -> Row:
    """One of some people, whose screening counts as cleared or as nothing."""
    return Row(
        organisation=int(people.organisation[at]),
        cleared=bool(people.passes_screening[at]),
        goals_sought=people.goals_sought[at].tolist(),
        goals_offered=int(people.goals_offered[at]),
        skills_wanted=people.skills_wanted.row(at),
        skills=people.skills.row(at),
        disciplines=_bits(people.disciplines[at]),
        years=people.years.row(at),
        most_years=int(people.most_years[at]),
        main_discipline=int(people.main_discipline[at]),
        area=int(people.area[at]),
        years_in_area=int(people.years_in_area[at]),
        languages=_bits(people.languages[at]),
        hours=_bits(people.hours[at]),
        said_hours=bool(people.said_hours[at]),
        qualities_wished=people.qualities_wished[at].tolist(),
        qualities_rated=people.qualities_rated[at].tolist(),
    )


def _bits(words: Words) -> int:
    return sum(int(word) << 64 * at for at, word in enumerate(words))
