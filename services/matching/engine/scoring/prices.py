"""What places cost: what is taken off a score while mentees compete for them."""

from typing import NamedTuple

from services.matching.engine.arrays import Longs
from services.matching.engine.columns import Quotas


class QuotaPrices(NamedTuple):
    """A price for the pairs that count for a quota, on top of the price of the other."""

    quotas: Quotas
    price: Longs
    """By quota, in units of scores."""
