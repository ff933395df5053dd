"""Seekers in lanes: those of a lane share with the same organisations, seek the same area, and pay the same prices."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import NOBODY, Ints, Longs, Words
from services.matching.engine.columns import Relations
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.scoring.packed import HOUR, PEERS, SPEAKING, Columns, Packed, Scales, skills
from services.matching.engine.scoring.postings_kernel import Postings, postings
from services.matching.engine.scoring.prices import QuotaPrices


class Block(NamedTuple):
    """Others whom the same organisations share, side by side."""

    others: Ints
    """Their numbers, ascending."""
    place: Ints
    """By other: the position in the block; -1 for those who are not in it. Holds until the next block is gathered."""
    columns: Columns
    language: Words
    """Languages folded into one word: those who share none there share none."""
    hours: Words
    """(3, others): the hours of the week in which any quarter is free; all of them where none were said."""
    skills: Postings
    wanted: Postings


class Lane(NamedTuple):
    """Some seekers of a block, who seek the same area and pay the same prices."""

    block: Block
    seekers: Longs
    years: Ints
    """By other of the block: hundredths of a year in the area sought."""
    price: Longs


def summaries(people: Packed, language_words: int) -> Words:
    """(people, 4): the week by hours in three words, and the languages folded into one."""
    columns = people.columns
    folded = np.zeros((len(columns.said), 4), np.uint64)
    for word in range(HOUR_WORDS):
        quarters = columns.hours[:, word]
        any_quarter = (quarters | quarters >> np.uint64(1) | quarters >> np.uint64(2) | quarters >> np.uint64(3)) & HOUR
        folded[:, word * 16 // 64] |= _compact(any_quarter) << np.uint64(word * 16 % 64)
    folded[columns.said == 0, :3] = ~np.uint64(0)
    folded[:, 3] = np.bitwise_or.reduce(columns.traits[:, :language_words], axis=1)
    return folded


def _compact(spread: Words) -> Words:
    """Every fourth bit, side by side in the lowest sixteen."""
    packed = np.zeros_like(spread)
    for bit in range(16):
        packed |= (spread >> np.uint64(4 * bit) & np.uint64(1)) << np.uint64(bit)
    return packed


def lanes(
    seekers: Packed,
    others: Packed,
    relations: Relations,
    scales: Scales,
    price: Longs | None = None,
    extra: QuotaPrices | None = None,
) -> Iterator[Lane]:
    """All lanes in which anybody could be eligible. A lane is gathered when it is asked for, and then forgotten."""
    gather = _Gather(seekers, others, scales)
    prices = np.zeros(len(others.area), np.int64) if price is None else price
    at_large = bool(scales.rule[PEERS])
    of_area = Years(others)
    organisation = others.columns.organisation
    for some, organisations in _blocks(seekers, relations):
        inside = np.flatnonzero(organisations[organisation] & others.passes)
        if not len(inside):
            continue
        block, own_price = gather.block(inside.astype(np.int32)), prices.take(inside)
        for area, few in alike(some, np.full(len(some), NOBODY) if at_large else seekers.area[some]):
            years = of_area.of(int(area)).take(inside)
            for receiver, same in alike(few, seekers.columns.organisation[few]) if extra else ((NOBODY, few),):
                paid = own_price
                if extra:
                    paid = own_price + _quota_prices(extra, int(receiver), block.columns.organisation)
                yield Lane(block, same, years, paid)


class _Gather:
    """Lays others side by side."""

    def __init__(self, seekers: Packed, others: Packed, scales: Scales) -> None:
        self._others = others
        self._looks = summaries(others, int(scales.rule[SPEAKING]))
        self._skills = skills(seekers, others)
        self._are_peers = bool(scales.rule[PEERS])
        self._place = np.full(len(others.area), NOBODY, np.int32)
        self._before = np.zeros(0, np.int32)

    def block(self, inside: Ints) -> Block:
        wants = inside if self._are_peers else inside[:0]
        looks = self._looks.take(inside, axis=0)
        self._place[self._before] = NOBODY
        self._before = inside
        self._place[inside] = np.arange(len(inside), dtype=np.int32)
        return Block(
            inside,
            self._place,
            self._others.columns.rows(inside),
            looks[:, 3].copy(),
            np.ascontiguousarray(looks[:, :3].T),
            Postings(*postings(inside, *self._others.skills, self._skills)),
            Postings(*postings(wants, *self._others.wanted, self._skills)),
        )


class Years:
    """Everybody's years in one area after another."""

    def __init__(self, others: Packed) -> None:
        self._at_large = others.most_years
        counts = others.years.count
        self._row = np.repeat(np.arange(len(counts)), counts)
        entries = others.years.entries()
        area = others.years.column[entries]
        order = np.argsort(area, kind="stable")
        self._area, self._row, self._years = area[order], self._row[order], others.years.value[entries][order]
        self._known: dict[int, Ints] = {}

    def of(self, area: int) -> Ints:
        """By other; at large where no area is sought, and among peers."""
        if area not in self._known:
            self._known[area] = self._at_large if area == NOBODY else self._in(area)
        return self._known[area]

    def _in(self, area: int) -> Ints:
        years = np.zeros(len(self._at_large), np.int32)
        part = slice(*np.searchsorted(self._area, [area, area + 1]))
        years[self._row[part]] = self._years[part]
        return years


def _blocks(seekers: Packed, relations: Relations) -> Iterator[tuple[Longs, Longs]]:
    """Seekers whose organisations share with the same ones; and with which."""
    able = np.flatnonzero(seekers.passes)
    rows, kind = np.unique(relations.shared, axis=0, return_inverse=True)
    for number, block in alike(able, kind.reshape(-1)[seekers.columns.organisation[able]]):
        yield block, rows[number]


def alike(some: Longs, kind: Longs | Ints) -> Iterator[tuple[int, Longs]]:
    """Parts of the same kind, in the order of kinds; within each the order stays."""
    order = np.argsort(kind, kind="stable")
    kinds, first = np.unique(kind[order], return_index=True)
    yield from zip(kinds, np.split(some[order], first[1:]), strict=bool(len(kinds)))


def _quota_prices(extra: QuotaPrices, receiver: int, organisations: Longs | Ints) -> Longs:
    """By other: what the quota costs that a pair with this organisation's seekers counts for."""
    own = extra.quotas.receiver == receiver
    size = 1 + max(int(organisations.max(initial=0)), int(extra.quotas.giver.max(initial=0)))
    by_giver = np.zeros(size, np.int64)
    by_giver[extra.quotas.giver[own]] = extra.price[own]
    return by_giver[organisations]
