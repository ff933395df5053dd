"""Whole pairs within quotas, from the best choice at the prices of quotas, which exceeds some and leaves others short.

One path after another, each searched among the pairs that quotas have room for at the prices found, and each taken
only if it keeps every quota. Prices of places move along, since they guide what follows; nothing is proven by them.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import NOBODY, Flags, Ints, Longs
from services.matching.engine.assignment.quotas.listing_kernel import pairs_of
from services.matching.engine.assignment.quotas.market import Market
from services.matching.engine.assignment.quotas.regret_kernel import least_regret

CLOSED = -(1 << 59)
"""The value of a pair that its quota has no room for."""
SURE = 1 << 57
"""The value of the one pair that somebody must have."""
TRIES = 3
"""So often a path is searched that uses no quota twice which has room only once."""
CHOICES = 4
"""So many pairs are tried for a place that is left under a quota."""
LONGEST = 6
"""So many places under quotas are given on in turn at most."""


class Moved(NamedTuple):
    """What a path came to."""

    gain: int
    """Of score and bonus."""
    change: Longs
    """By quota: how many more pairs are under it."""
    quotas: set[int]
    """Those under which anybody moved."""


class Mending:
    """Whole pairs from what a market holds; the market is left as it was."""

    def __init__(self, market: Market) -> None:
        self.market, self.now = market, market.auction
        self.left = market.limit - market.taken()
        self._net = self.now.value.copy()
        self._holds_one: Flags = np.zeros(market.candidates.seekers, np.bool_)

    def mended(self) -> Ints:
        """By seeker: the other, or NOBODY, within every quota, with what is left of places and quotas used."""
        before = self.market.standing()
        self._admit_all(set(range(len(self.left))))
        self._keep_quotas()
        self._fill_places()
        self._use_quotas()
        chosen = self.now.holds.copy()
        self.now.value[:] = self._net
        self.market.go_back(before)
        return chosen

    def _keep_quotas(self) -> None:
        for quota in np.flatnonzero(self.left < 0).tolist():
            while self.left[quota] < 0:
                self._move_off(quota)

    def _use_quotas(self) -> None:
        for quota in np.flatnonzero((self.left > 0) & (self.market.quota_price > 0)).tolist():
            while self.left[quota] > 0 and self._use(quota):
                pass

    def _move_off(self, quota: int) -> None:
        """Whoever misses the quota least goes elsewhere, or stays out."""
        now = self.now
        row = (now.start, now.other, now.value, now.price, self.market.quota)
        seeker = least_regret(*row, now.holds, now.held, *self.market.by_quota, quota)
        self.market.vacate(seeker)
        self.left[quota] += 1
        self._admit(quota)
        self._attempt(lambda: self.market.seat(np.array([seeker], np.int32)))

    def _fill_places(self) -> None:
        """Nobody's place costs anything where one is left."""
        now = self.now
        while True:
            costs = (now.price > 0) & (now.used < now.capacity)
            if not costs.any():
                return
            if self._attempt(lambda: self.market.lower(1)) is None:
                now.price[costs.argmax()] = 0

    def _use(self, quota: int) -> bool:
        """A place under the quota is given away, what that frees under another one as well, until all gain together."""
        before, left, touched, total = self.market.standing(), self.left.copy(), set[int](), 0
        for _ in range(LONGEST):
            moved = self._give(quota, total)
            if moved is None:
                break
            total += moved.gain
            touched |= moved.quotas
            if total > 0:
                return True
            quota = int((moved.change * self.market.quota_price).argmin())
        self.market.go_back(before)
        self.left = left
        self._admit_all(touched)
        return False

    def _give(self, quota: int, total: int) -> Moved | None:
        """A place under the quota to whoever takes it at the least loss; with what that frees it may pay."""
        pairs, seekers = self._under(quota)
        loss = self._loss(pairs, seekers)
        for at in np.argsort(loss, kind="stable")[:CHOICES].tolist():
            if loss[at] >= total + self.market.quota_price[quota]:
                break
            moved = self._attempt(partial(self._insist, int(seekers[at]), int(pairs[at])), least=-total)
            if moved is not None:
                return moved
        return None

    def _loss(self, pairs: Ints, seekers: Ints) -> Longs:
        """What each seeker loses by this pair at these prices; whoever has one under the same quota cannot use it."""
        now = self.now
        others, has = now.other[pairs], now.holds[seekers]
        gain = np.where(has == NOBODY, 0, now.held[seekers] - now.price[has])
        loss = gain - self._net[pairs] + now.price[others]
        self._holds_one[seekers[has == others]] = True
        loss[self._holds_one[seekers]] = SURE
        self._holds_one[seekers] = False
        return np.asarray(loss)

    def _insist(self, seeker: int, pair: int) -> None:
        now = self.now
        if now.holds[seeker] != NOBODY:
            self.market.vacate(seeker)
        row = slice(now.start[seeker], now.start[seeker + 1])
        before = now.value[row].copy()
        now.value[row], now.value[pair] = CLOSED, SURE
        self.market.seat(np.array([seeker], np.int32))
        now.value[row], now.held[seeker] = before, self._net[pair]
        self.market.lower()

    def _attempt(self, act: Callable[[], object], *, least: int | None = None) -> Moved | None:
        """Act, unless that exceeds a quota or, with what it frees, gains no more than the least. What was done."""
        closed: set[int] = set()
        for _ in range(TRIES):
            before = self.market.standing()
            act()
            moved = self._moved(before.holds)
            beyond = np.flatnonzero((moved.change > 0) & (moved.change > self.left))
            if not len(beyond) and (least is None or moved.gain + self._freed(moved) > least):
                self.left = self.left - moved.change
                self._admit_all(closed | moved.quotas)
                return moved
            self.market.go_back(before)
            if not len(beyond):
                break
            closed.update(beyond.tolist())
            self._admit_all(closed, none=True)
        self._admit_all(closed)
        return None

    def _freed(self, moved: Moved) -> int:
        """The dearest place that is free under a quota now."""
        return int((-moved.change * self.market.quota_price).max(initial=0))

    def _moved(self, before: Ints) -> Moved:
        """What has changed since then."""
        seekers = np.flatnonzero(before != self.now.holds)
        gain, change, quotas = 0, np.zeros(len(self.left), np.int64), set[int]()
        for holds, sign in ((before, -1), (self.now.holds, 1)):
            some = seekers[holds[seekers] != NOBODY]
            pairs = pairs_of(self.now.start, self.now.other, some, holds[some])
            quota = self.market.quota[pairs]
            gain += sign * int((self._net[pairs] + np.append(self.market.quota_price, 0)[quota]).sum())
            np.add.at(change, quota[quota != NOBODY], sign)
            quotas.update(quota[quota != NOBODY].tolist())
        return Moved(gain, change, quotas)

    def _admit_all(self, quotas: set[int], *, none: bool = False) -> None:
        for quota in sorted(quotas):
            self._admit(quota, none=none)

    def _admit(self, quota: int, *, none: bool = False) -> None:
        """Close its pairs if it has no room, but to those who have one of them already."""
        pairs, seekers = self._under(quota)
        if self.left[quota] > 0 and not none:
            self.now.value[pairs] = self._net[pairs]
            return
        self._holds_one[seekers[self.now.holds[seekers] == self.now.other[pairs]]] = True
        self.now.value[pairs] = np.where(self._holds_one[seekers], self._net[pairs], CLOSED)
        self._holds_one[seekers] = False

    def _under(self, quota: int) -> tuple[Ints, Ints]:
        """Pairs, and their seekers."""
        start, pair, seeker = self.market.by_quota
        some = slice(start[quota], start[quota + 1])
        return pair[some], seeker[some]
