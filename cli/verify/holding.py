"""Places that are taken and given back, and how many are taken at once."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import heappop, heappush
from typing import Generic, TypeVar

from cli.verify.life import Life
from cli.verify.tolerance import SKEW
from mentormesh_contracts.mentorships import Mentorship

H = TypeVar("H", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Holding(Generic[H]):
    """Places of a holder's that a mentorship takes: from when until when (None: still)."""

    holder: H
    mentorship_id: str
    places: int
    start: datetime
    end: datetime | None = None
    grows: bool = True
    """Whether more was taken then; False where a group became smaller."""


@dataclass(frozen=True, slots=True)
class Take(Generic[H]):
    """A moment in which something was taken: all places that are held of this holder then, with it."""

    holding: Holding[H]
    places: int
    mentorships: tuple[str, ...]


def held(life: Life[Mentorship], share: Callable[[Mentorship], Mapping[H, int]]) -> Iterator[Holding[H]]:
    """What a mentorship holds, from its proposal to its closure; `share` says how much of whom at a moment."""
    now: dict[H, Holding[H]] = {}
    for moment in life.moments:
        wanted = share(moment.after) if moment.after.is_live else {}
        for holder in [*now, *(new for new in wanted if new not in now)]:
            before, places = now.get(holder), wanted.get(holder, 0)
            if before and before.places == places:
                continue
            if before:
                yield replace(now.pop(holder), end=moment.at)
            if places:
                grows = before is None or places > before.places
                now[holder] = Holding(holder, life.id, places, moment.at, grows=grows)
    yield from now.values()


def takes(holdings: Iterable[Holding[H]]) -> Iterator[Take[H]]:
    """Every take, with what was held at once. What was given back at about the same time counts as given back."""
    by_holder: dict[H, list[Holding[H]]] = defaultdict(list)
    for holding in holdings:
        by_holder[holding.holder].append(holding)
    for all_held in by_holder.values():
        yield from _replayed(sorted(all_held, key=lambda holding: (holding.start, holding.mentorship_id)))


def _replayed(in_order: list[Holding[H]]) -> Iterator[Take[H]]:
    live: dict[int, Holding[H]] = {}
    ends: list[tuple[datetime, int]] = []
    for number, holding in enumerate(in_order):
        while ends and ends[0][0] <= holding.start + SKEW:
            live.pop(heappop(ends)[1])
        live[number] = holding
        if holding.end is not None:
            heappush(ends, (holding.end, number))
        if holding.grows:
            places = sum(each.places for each in live.values())
            yield Take(holding, places, tuple(each.mentorship_id for each in live.values()))
