"""Quotas among peers: a pair from two organisations takes a place each way, so that the scarcer way decides."""

from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import NOBODY, Flags, Ints, Longs
from services.matching.engine.columns.quotas import Quotas
from services.matching.engine.peers.graph import Graph


class QuotasOfOthers(ValueError):
    """The quotas are not those of these people."""


class Places(NamedTuple):
    """Which pairs share places, and how many there are."""

    group: Ints
    """By entry of the graph: the number of its places; NOBODY (-1) where nothing limits."""
    limit: Longs
    """By number: pairs at most."""

    def only(self, some: Flags) -> "Places":
        """For a part of the entries."""
        return self._replace(group=self.group[some])

    def used(self, entries: Longs) -> Longs:
        """By number: how many of these pairs there are."""
        group = self.group[entries]
        return np.bincount(group[group != NOBODY], minlength=len(self.limit)).astype(np.int64)

    def exceeded(self, entries: Longs) -> bool:
        """Whether these pairs are too many for some places."""
        return bool((self.used(entries) > self.limit).any())

    def kept(self, entries: Longs, weight: Longs) -> Longs:
        """Of these pairs, as many as there are places for: the best ones."""
        order = entries[np.lexsort((entries, -weight[entries], self.group[entries]))]
        group = self.group[order]
        rank = np.arange(len(order)) - np.searchsorted(group, group)
        kept: Longs = order[(group == NOBODY) | (rank < np.append(self.limit, 0)[group])]
        return kept

    @classmethod
    def of(cls, graph: Graph, quotas: Quotas | None) -> "Places":
        """Within one organisation a pair takes two places of the one quota. Raises QuotasOfOthers."""
        if quotas is None or not len(quotas):
            return cls(np.full(len(graph.other), NOBODY, np.int32), np.zeros(0, np.int64))
        if not np.array_equal(quotas.seekers, quotas.others) or len(quotas.seekers) != graph.people:
            raise QuotasOfOthers("among peers the quotas' seekers and others are the people who are paired")
        there, back = quotas.of_pairs(graph.person(), graph.other), quotas.of_pairs(graph.other, graph.person())
        return cls(np.maximum(there, back), _limits(quotas))


def _limits(quotas: Quotas) -> Longs:
    """By quota: the pairs that it and the one of the other direction allow."""
    number = {way: at for at, way in enumerate(zip(quotas.receiver.tolist(), quotas.giver.tolist(), strict=True))}
    back = np.array([number.get((giver, receiver), at) for (receiver, giver), at in number.items()], np.int64)
    within = quotas.receiver == quotas.giver
    return np.where(within, quotas.limit // 2, np.minimum(quotas.limit, quotas.limit[back])).astype(np.int64)
