"""The arrays that the engine takes and gives, by their element; and how numbers stand in them.

Everything that decides is a whole number, so that the same inputs give the same result on every processor:
shares and values are ten-thousandths (`WHOLE` is all), years are hundredths, hours are quarters.
"""

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Bytes = NDArray[np.uint8]
Shorts = NDArray[np.uint16]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Words = NDArray[np.uint64]
Floats = NDArray[np.float64]
Whole = int | np.int64
"""A number in a kernel."""

NOBODY = -1
"""In results and positions: matched with nobody, or none known."""
WHOLE = 10_000
"""Ten-thousandths in a whole: of a weight, a share, a value."""
PERFECT = WHOLE * WHOLE
"""The greatest score: every criterion met in full. Scores are hundred-millionths."""
HUNDREDTHS = 100
"""Of a year."""
