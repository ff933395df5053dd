"""Who is eligible for whom, and how well the two suit.

`reference` answers from dense matrices, in numpy, and is the oracle of the tests. The kernels answer the same, lane by
lane, without a matrix: `choosing` for candidates and proofs, `telling` for explanations, `tallying` for reasons.
"""

from services.matching.engine.scoring.choosing import best, eligible, left_of, surplus, unlisted
from services.matching.engine.scoring.prices import QuotaPrices
from services.matching.engine.scoring.tallying import Tally, tally
from services.matching.engine.scoring.telling import Standing, contributions, standing
from services.matching.engine.scoring.warming import warm

__all__ = [
    "QuotaPrices",
    "Standing",
    "Tally",
    "best",
    "contributions",
    "eligible",
    "left_of",
    "standing",
    "surplus",
    "tally",
    "unlisted",
    "warm",
]
