"""Who is eligible for whom, and how well the two suit.

`reference` answers from dense matrices, in numpy; the kernels answer the same, never dense.
"""

from services.matching.engine.scoring.prices import QuotaPrices
from services.matching.engine.scoring.reference import best, eligible, surplus

__all__ = ["QuotaPrices", "best", "eligible", "surplus"]
