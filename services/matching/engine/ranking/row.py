"""One person, in numbers: what is put into the store, and who asks it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from services.matching.engine.arrays import Bytes, Flags, Ints, Shorts, Words
from services.matching.engine.columns import Lists, People
from services.matching.engine.columns.people import HOUR_WORDS

WORD = 64
MASK = (1 << WORD) - 1


@dataclass(frozen=True, slots=True)
class Row:
    """The columns of `People` for one person. Sets, and the hours of the week, are whole numbers by their bits."""

    organisation: int
    cleared: bool = False
    """Screened, and found fit."""
    refused: bool = False
    """Screened, and found unfit."""
    goals_sought: Sequence[int] = (0,) * 6
    goals_offered: int = 0
    skills_wanted: Mapping[int, int] = field(default_factory=dict)
    skills: Mapping[int, int] = field(default_factory=dict)
    disciplines: int = 0
    years: Mapping[int, int] = field(default_factory=dict)
    most_years: int = 0
    main_discipline: int = -1
    area: int = -1
    years_in_area: int = 0
    languages: int = 0
    hours: int = 0
    said_hours: bool = False
    qualities_wished: Sequence[int] = (2000,) * 5
    qualities_rated: Sequence[int] = (7000,) * 5

    def passes(self, *, required: bool) -> bool:
        """Whether the person may be matched at all, under a policy that requires a screening or does not."""
        return self.cleared if required else not self.refused


def words_for(bits: int) -> int:
    """How many words of 64 bits hold the set; one at least."""
    return max(1, -(-bits.bit_length() // WORD))


def words_of(bits: int, words: int) -> Words:
    """The set as words, lowest bits first."""
    return np.array([bits >> WORD * at & MASK for at in range(words)], np.uint64)


def numbers_of(bits: int) -> list[int]:
    """The members of a set, ascending."""
    found = []
    while bits:
        found.append((bits & -bits).bit_length() - 1)
        bits &= bits - 1
    return found


def people_of(
    rows: Sequence[Row], *, screening_required: bool, discipline_words: int = 1, language_words: int = 1
) -> People:
    """Columns of these rows; sets are as wide as asked for, or wider if they must be."""
    return People(
        organisation=_ints([row.organisation for row in rows]),
        passes_screening=_flags([row.passes(required=screening_required) for row in rows]),
        goals_sought=_shorts([row.goals_sought for row in rows], 6),
        goals_offered=_bytes([row.goals_offered for row in rows]),
        skills_wanted=Lists.of(row.skills_wanted for row in rows),
        skills=Lists.of(row.skills for row in rows),
        disciplines=_sets([row.disciplines for row in rows], discipline_words),
        years=Lists.of(row.years for row in rows),
        most_years=_ints([row.most_years for row in rows]),
        main_discipline=_ints([row.main_discipline for row in rows]),
        area=_ints([row.area for row in rows]),
        years_in_area=_ints([row.years_in_area for row in rows]),
        languages=_sets([row.languages for row in rows], language_words),
        hours=_sets([row.hours for row in rows], HOUR_WORDS),
        said_hours=_flags([row.said_hours for row in rows]),
        qualities_wished=_shorts([row.qualities_wished for row in rows], 5),
        qualities_rated=_shorts([row.qualities_rated for row in rows], 5),
    )


def _sets(sets: Sequence[int], words: int) -> Words:
    width = max([words, *(words_for(bits) for bits in sets)])
    found = np.zeros((len(sets), width), np.uint64)
    for at, bits in enumerate(sets):
        found[at] = words_of(bits, width)
    return found


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, np.int32)


def _bytes(values: Sequence[int]) -> Bytes:
    return np.array(values, np.uint8)


def _flags(values: Sequence[bool]) -> Flags:
    return np.array(values, np.bool_)


def _shorts(rows: Sequence[Sequence[int]], columns: int) -> Shorts:
    return np.array(rows, np.uint16).reshape(len(rows), columns)
