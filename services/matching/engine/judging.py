"""Who is eligible for whom, and how well they suit: a block of seekers at a time, so that memory stays bounded."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from services.matching.engine.forbidding import forbidden
from services.matching.engine.people import Floats, Integers, People, Sparse
from services.matching.engine.relations import Relations
from services.matching.engine.rules import Forbidden, Rules
from services.matching.engine.values import values

BLOCK = 256
MILLIONTHS = 1_000_000


@dataclass(frozen=True)
class Judgement:
    """What came of comparing all seekers with all others."""

    scores: Sparse
    """Of eligible pairs, in millionths plus one: what is stored is never 0."""
    ruled_out: Integers
    """By seeker and constraint: others of whom it was the first to forbid."""
    in_the_way: Integers
    """By seeker and constraint: others whom it alone forbids."""

    @property
    def eligible(self) -> Integers:
        """By seeker: how many are eligible."""
        return np.diff(self.scores.indptr).astype(np.int64)

    def rank(self, seeker: int, other: int) -> int:
        """1: the seeker's best among those eligible."""
        row = self.scores.data[self.scores.indptr[seeker] : self.scores.indptr[seeker + 1]]
        return 1 + int(np.count_nonzero(row > self.scores[seeker, other]))


def judge(seekers: People, others: People, relations: Relations, rules: Rules) -> Judgement:
    """Compare all with all."""
    blocks = [_judge_block(seekers.rows(part), others, relations.rows(part), rules) for part in _blocks(len(seekers))]
    if not blocks:
        none = np.zeros((0, len(Forbidden)), np.int64)
        return Judgement(csr_array((0, len(others)), dtype=np.int64), none, none)
    return Judgement(
        csr_array(vstack([block.scores for block in blocks], format="csr")),
        np.concatenate([block.ruled_out for block in blocks]),
        np.concatenate([block.in_the_way for block in blocks]),
    )


def explain(seekers: People, others: People, relations: Relations, rules: Rules, pairs: Integers) -> Floats:
    """By pair (seeker, other) and criterion: how well it is met."""
    found = np.zeros((len(pairs), len(rules.weights)))
    for part in _blocks(len(seekers)):
        inside = (pairs[:, 0] >= part.start) & (pairs[:, 0] < part.stop)
        if inside.any():
            met = values(seekers.rows(part), others, relations.rows(part), rules)
            found[inside] = met[:, pairs[inside, 0] - part.start, pairs[inside, 1]].T
    return found


def _judge_block(seekers: People, others: People, relations: Relations, rules: Rules) -> Judgement:
    no = forbidden(seekers, others, relations, rules)
    objections = no.sum(axis=0)
    first = np.where(objections > 0, no.argmax(axis=0), -1)
    ruled_out = np.stack([(first == constraint).sum(axis=1) for constraint in Forbidden], axis=1)
    in_the_way = (no & (objections == 1)).sum(axis=2).T
    scores = np.tensordot(rules.weights, values(seekers, others, relations, rules), axes=1)
    whole = np.rint(scores * MILLIONTHS).astype(np.int64) + 1
    return Judgement(csr_array(np.where(objections == 0, whole, 0)), ruled_out, in_the_way)


def _blocks(length: int) -> Iterator[slice]:
    return (slice(start, min(start + BLOCK, length)) for start in range(0, length, BLOCK))
