"""The mentors of a network as columns that are changed in place."""

from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_
from typing import Any

import numpy as np

from services.matching.engine.arrays import Ints, Words
from services.matching.engine.columns import People
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.ranking import brief, glance
from services.matching.engine.ranking.bitmaps import Memberships, first_words, nothing, with_bit
from services.matching.engine.ranking.columns import Held, Space, space_for
from services.matching.engine.ranking.pools import Pool, grown
from services.matching.engine.ranking.row import WORD, Row, numbers_of, words_for, words_of

NUMBERS = ("organisation", "goals_offered", "most_years", "main_discipline", "area", "years_in_area", "said_hours")
VECTORS = ("goals_sought", "qualities_wished", "qualities_rated")
LISTS = ("skills_wanted", "skills", "years")


class Mentors:
    """Mentors by position. Whoever puts them in chooses positions, and numbers organisations, skills and the rest.

    A change costs microseconds, and now and then one that doubles the room. What is read of the store is a view: it is
    good until the next change.
    """

    def __init__(self) -> None:
        self.length = 0
        """Positions from here on were never used."""
        self.places: Ints = np.zeros(0, np.int32)
        """Free places by position."""
        self.organisations = 0
        """Numbers of organisations from here on were never used."""
        self.skills = 0
        """Numbers of skills from here on were never used."""
        self.precedence: Words = np.zeros(0, np.uint64)
        """By position: of two who suit equally well, the one with the lower number comes first."""
        self._columns: dict[str, Any] = {
            "organisation": np.zeros(0, np.int32),
            "goals_offered": np.zeros(0, np.uint8),
            "most_years": np.zeros(0, np.int32),
            "main_discipline": np.zeros(0, np.int32),
            "area": np.zeros(0, np.int32),
            "years_in_area": np.zeros(0, np.int32),
            "said_hours": np.zeros(0, np.bool_),
            "goals_sought": np.zeros((0, 6), np.uint16),
            "qualities_wished": np.zeros((0, 5), np.uint16),
            "qualities_rated": np.zeros((0, 5), np.uint16),
            "disciplines": np.zeros((0, 1), np.uint64),
            "languages": np.zeros((0, 1), np.uint64),
            "hours": np.zeros((0, HOUR_WORDS), np.uint64),
        }
        self._glances: Words = np.zeros((0, glance.WORDS), np.uint64)
        self._brief: Words = np.zeros((0, brief.WORDS), np.uint64)
        self._space = space_for(0)
        self._pools = {name: Pool() for name in LISTS}
        self._programmes, self._areas, self._languages = Memberships(), Memberships(), Memberships()
        self._present, self._cleared, self._refused, self._free = (nothing() for _ in range(4))

    def __len__(self) -> int:
        """How many mentors are in it."""
        return int(np.bitwise_count(self._present).sum())

    def put(self, position: int, row: Row, *, places: int, programmes: Collection[int], precedence: int = 0) -> None:
        """Whoever is at this position is as this row says, with so many free places, enrolled in these programmes."""
        self._reserve(position, row)
        columns = self._columns
        for name in (*NUMBERS, *VECTORS):
            columns[name][position] = getattr(row, name)
        for name in ("disciplines", "languages", "hours"):
            columns[name][position] = words_of(getattr(row, name), columns[name].shape[1])
        for name, pool in self._pools.items():
            pool.put(position, getattr(row, name))
        self._glances[position] = np.array(glance.glance_of(row), np.uint64)
        self._brief[position] = np.array(brief.brief_of(row, marks_of(row.skills)), np.uint64)
        self.places[position], self.precedence[position] = places, precedence
        self._programmes.put(position, programmes)
        self._areas.put(position, row.years)
        self._languages.put(position, numbers_of(row.languages))
        self._mark(position, present=True, cleared=row.cleared, refused=row.refused, free=places > 0)

    def put_hours(self, position: int, hours: int) -> None:
        """The hours of the week of somebody who is in it: daylight saving began or ended."""
        self._columns["hours"][position] = words_of(hours, HOUR_WORDS)
        line, flag = self._glances[position], 1 << glance.WHOLE
        by_hours, whole = glance.hours_of(hours)
        line[: glance.REST] = np.array(by_hours, np.uint64)
        line[glance.REST] = int(line[glance.REST]) & ~flag | whole * flag

    def remove(self, position: int) -> None:
        """Nobody is at this position any more. Does nothing if nobody was."""
        if position >= self.length or not self.holds(position):
            return
        for pool in self._pools.values():
            pool.put(position, {})
        self.places[position] = 0
        for memberships in self._sets():
            memberships.put(position, ())
        self._mark(position, present=False, cleared=False, refused=False, free=False)

    def holds(self, position: int) -> bool:
        """Whether somebody is at this position."""
        word = position // WORD
        return word < len(self._present) and bool(int(self._present[word]) >> position % WORD & 1)

    def fit(self, row: Row) -> None:
        """Make the sets as wide as those of this row, so that the two can be compared."""
        for name in ("disciplines", "languages"):
            words, column = words_for(getattr(row, name)), self._columns[name]
            if words > column.shape[1]:
                self._columns[name] = np.pad(column, ((0, 0), (0, words - column.shape[1])))

    def widths(self) -> tuple[int, int]:
        """Words of the sets of disciplines and of languages."""
        return self._columns["disciplines"].shape[1], self._columns["languages"].shape[1]

    def people(self, *, screening_required: bool = False) -> People:
        """All positions as people, those at which nobody is included."""
        columns = {name: column[: self.length] for name, column in self._columns.items()}
        lists: dict[str, Any] = {name: pool.rows(self.length) for name, pool in self._pools.items()}
        return People(**columns, **lists, passes_screening=self._passing(required=screening_required))

    def held(self) -> Held:
        """What the kernels look at."""
        columns, length = self._columns, self.length
        return Held(
            columns["organisation"][:length],
            columns["languages"],
            columns["disciplines"],
            self._pools["years"].kept(),
            columns["hours"],
            columns["said_hours"],
            columns["goals_offered"],
            columns["qualities_rated"],
            self._pools["skills"].kept(),
            self._glances,
            self._brief,
            self.free(),
            self.precedence,
        )

    def space(self) -> Space:
        """Room to work in: one question at a time."""
        if len(self._space.found) < self.length:
            self._space = space_for(len(self.places))
        return self._space

    def enrolled(self, programme: int) -> Words:
        """The set of positions enrolled in a programme, whether or not they have a place."""
        return first_words(self._programmes.of(programme), self.words)

    def practising(self, area: int) -> Words:
        """The set of positions that have years in an area of experience."""
        return first_words(self._areas.of(area), self.words)

    def speaking(self, languages: int) -> Words:
        """The set of positions that speak any of these languages, which are given by their bits."""
        spoken = (first_words(self._languages.of(number), self.words) for number in numbers_of(languages))
        return np.bitwise_or.reduce(list(spoken)) if languages else np.zeros(self.words, np.uint64)

    def passing(self, *, required: bool) -> Words:
        """The set of positions that pass the screening, under a policy that requires one or does not."""
        return first_words(self._cleared if required else ~first_words(self._refused, self.words), self.words)

    def free(self) -> Words:
        """The set of positions that have a free place."""
        return first_words(self._free, self.words)

    @property
    def words(self) -> int:
        """Words of a set of positions."""
        return -(-self.length // WORD)

    @property
    def nbytes(self) -> int:
        """Bytes of all that it holds."""
        parts = (
            *self._columns.values(),
            self.places,
            self.precedence,
            self._glances,
            self._brief,
            self._present,
            self._cleared,
            self._refused,
            self._free,
        )
        pools = sum(pool.nbytes for pool in self._pools.values())
        sets = sum(memberships.nbytes for memberships in self._sets())
        parts = (*parts, *self._space)
        return int(sum(part.nbytes for part in parts)) + pools + sets

    def _sets(self) -> tuple[Memberships, ...]:
        return self._programmes, self._areas, self._languages

    def _passing(self, *, required: bool) -> Any:
        bits = self.passing(required=required).view(np.uint8)
        return np.unpackbits(bits, bitorder="little", count=self.length).astype(np.bool_)

    def _reserve(self, position: int, row: Row) -> None:
        self.length = max(self.length, position + 1)
        self.organisations = max(self.organisations, row.organisation + 1)
        self.skills = max(self.skills, 1 + max(row.skills, default=0))
        self.fit(row)
        if self.length > len(self.places):
            for name, column in self._columns.items():
                self._columns[name] = grown(column, self.length)
            for pool in self._pools.values():
                pool.reserve(self.length)
            self.places, self.precedence = (grown(column, self.length) for column in (self.places, self.precedence))
            self._glances, self._brief = (grown(table, self.length) for table in (self._glances, self._brief))

    def _mark(self, position: int, *, present: bool, cleared: bool, refused: bool, free: bool) -> None:
        self._present = with_bit(self._present, position, on=present)
        self._cleared = with_bit(self._cleared, position, on=cleared)
        self._refused = with_bit(self._refused, position, on=refused)
        self._free = with_bit(self._free, position, on=free)


def marks_of(numbers: Iterable[int]) -> int:
    """A bit for each, by what is left of it after division by 64."""
    return reduce(or_, (1 << number % WORD for number in numbers), 0)
