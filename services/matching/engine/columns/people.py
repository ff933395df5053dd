"""People as columns: one row a person."""

from dataclasses import dataclass, fields
from typing import Any, Self

from services.matching.engine.arrays import Bytes, Flags, Ints, Shorts, Words
from services.matching.engine.columns.lists import Lists, taken

HOUR_WORDS = 11
"""672 quarters of an hour in a week, in words of 64 bits."""


@dataclass(frozen=True)
class People:
    """What is compared. Numbers of organisations, skills, disciplines and languages mean the same in every People
    that is compared with another; bit `i` of a set is bit `i % 64` of its word `i // 64`.
    """

    organisation: Ints
    """Number of the organisation."""
    passes_screening: Flags
    goals_sought: Shorts
    """(people, 6): how dear each goal is, in ten-thousandths; a row sums to 10,000, or to 0 if none is sought."""
    goals_offered: Bytes
    """Bit `i`: helps with goal `i`."""
    skills_wanted: Lists
    """How much the person wants to grow in a skill, in ten-thousandths; a row sums to 10,000, or is empty."""
    skills: Lists
    """How strong the person is in a skill, in ten-thousandths of the strongest."""
    disciplines: Words
    """(people, words): the set of the person's disciplines."""
    years: Lists
    """By discipline: hundredths of a year of experience."""
    most_years: Ints
    """Hundredths of a year in the discipline where there are most."""
    main_discipline: Ints
    """Number of the discipline that is named first; -1 for none."""
    area: Ints
    """Number of the discipline that is sought; -1 for none."""
    years_in_area: Ints
    """The person's own hundredths of a year in the area that they seek; where none is known, at large."""
    languages: Words
    """(people, words): the set of languages that the person speaks."""
    hours: Words
    """(people, 11): free quarters of an hour of the week in UTC, from Monday 00:00 on."""
    said_hours: Flags
    """Whether the person said any hours; those who did not are free at any time."""
    qualities_wished: Shorts
    """(people, 5): how much each quality counts, in ten-thousandths; a row sums to 10,000."""
    qualities_rated: Shorts
    """(people, 5): the rating in ten-thousandths, where there are raters enough; else what is assumed of everybody."""

    def __len__(self) -> int:
        return len(self.organisation)

    def rows(self, some: Any) -> Self:
        """A part of them: a slice, positions, or flags."""
        return type(self)(**{field.name: taken(getattr(self, field.name), some) for field in fields(self)})
