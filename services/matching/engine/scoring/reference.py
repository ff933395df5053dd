"""The answers of this room, taken from dense matrices: what the compiled ones are held to."""

import numpy as np

from services.matching.engine.arrays import NOBODY, Flags, Longs
from services.matching.engine.candidates import Candidates
from services.matching.engine.columns import People, Relations, Rules
from services.matching.engine.scoring.constraints import forbidden
from services.matching.engine.scoring.prices import QuotaPrices
from services.matching.engine.scoring.values import scores


def eligible(seekers: People, others: People, relations: Relations, rules: Rules) -> Candidates:
    """All pairs that nothing forbids."""
    allowed = _allowed(seekers, others, relations, rules)
    return _candidates(allowed, scores(seekers, others, relations, rules))


def best(
    seekers: People,
    others: People,
    relations: Relations,
    rules: Rules,
    k: int,
    price: Longs | None = None,
    extra: QuotaPrices | None = None,
) -> Candidates:
    """By seeker the k eligible others with the most score after prices; of the same, the lower position."""
    allowed = _allowed(seekers, others, relations, rules)
    score = scores(seekers, others, relations, rules)
    after = score - prices_of_pairs(score.shape, price, extra)
    order = np.lexsort((np.broadcast_to(np.arange(len(others)), score.shape), -after, ~allowed), axis=1)
    among = np.zeros_like(allowed)
    np.put_along_axis(among, order[:, :k], True, axis=1)
    return _candidates(allowed & among, score)


def surplus(
    seekers: People,
    others: People,
    relations: Relations,
    rules: Rules,
    bonus: int = 0,
    price: Longs | None = None,
    extra: QuotaPrices | None = None,
) -> Longs:
    """By seeker: the most that is left of an eligible other's score and the bonus after prices; at least 0."""
    allowed = _allowed(seekers, others, relations, rules)
    score = scores(seekers, others, relations, rules)
    left = score + bonus - prices_of_pairs(score.shape, price, extra)
    return np.asarray(np.where(allowed, left, 0).max(axis=1, initial=0), np.int64)


def prices_of_pairs(shape: tuple[int, ...], price: Longs | None, extra: QuotaPrices | None) -> Longs:
    """(seekers, others): what the other costs, and the quota that the pair counts for."""
    prices = np.zeros(shape, np.int64)
    if price is not None:
        prices += price[None, :]
    if extra is not None and len(extra.quotas):
        pairs = np.indices(shape).reshape(2, -1)
        quota = extra.quotas.of_pairs(pairs[0], pairs[1]).reshape(shape)
        prices += np.where(quota == NOBODY, 0, extra.price[quota])
    return prices


def _allowed(seekers: People, others: People, relations: Relations, rules: Rules) -> Flags:
    return np.asarray(~forbidden(seekers, others, relations, rules).any(axis=0), np.bool_)


def _candidates(among: Flags, score: Longs) -> Candidates:
    start = np.concatenate([[0], np.cumsum(among.sum(axis=1))]).astype(np.int64)
    return Candidates(start, np.nonzero(among)[1].astype(np.int32), score[among])
