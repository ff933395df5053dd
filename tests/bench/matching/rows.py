"""The people of a network one by one, as they are put into the store of recommendations."""

from collections.abc import Iterator

import numpy as np

from services.matching.engine.arrays import Words
from services.matching.engine.columns import People
from services.matching.engine.ranking.row import Row


def rows_of(people: People) -> list[Row]:
    """A row for each."""
    return list(_rows(people))


def _rows(people: People) -> Iterator[Row]:
    passes = people.passes_screening.tolist()
    organisation, offered, area = (
        column.tolist() for column in (people.organisation, people.goals_offered, people.area)
    )
    most, main, own = (column.tolist() for column in (people.most_years, people.main_discipline, people.years_in_area))
    disciplines, languages, hours = (_whole(sets) for sets in (people.disciplines, people.languages, people.hours))
    sought, wished, rated = (
        list(map(tuple, column.tolist()))
        for column in (people.goals_sought, people.qualities_wished, people.qualities_rated)
    )
    for at in range(len(people)):
        yield Row(
            organisation=organisation[at],
            cleared=passes[at],
            refused=not passes[at],
            goals_sought=sought[at],
            goals_offered=offered[at],
            skills_wanted=people.skills_wanted.row(at),
            skills=people.skills.row(at),
            disciplines=disciplines[at],
            years=people.years.row(at),
            most_years=most[at],
            main_discipline=main[at],
            area=area[at],
            years_in_area=own[at],
            languages=languages[at],
            hours=hours[at],
            said_hours=True,
            qualities_wished=wished[at],
            qualities_rated=rated[at],
        )


def _whole(sets: Words) -> list[int]:
    """Each set as one number, by its bits."""
    width = sets.shape[1] * 8
    packed = np.ascontiguousarray(sets, "<u8").tobytes()
    return [int.from_bytes(packed[at : at + width], "little") for at in range(0, len(packed), width)]
