"""New ids: UUID version 7 (RFC 9562, method 3 of section 6.2), in their text form.

Twelve bits below the millisecond keep the ids of a process in order, and close to the time however many are made.
"""

import time
from secrets import randbits

NANOSECONDS_IN_MS = 1_000_000
VERSION_7 = 7 << 76
VARIANT = 2 << 62

_last = 0


def new_id() -> str:
    """An id that nobody has, later in order than those made before it in this process."""
    global _last
    milliseconds, rest = divmod(time.time_ns(), NANOSECONDS_IN_MS)
    ticks = milliseconds << 12 | (rest << 12) // NANOSECONDS_IN_MS
    _last = ticks = ticks if ticks > _last else _last + 1
    digits = f"{(ticks >> 12) << 80 | VERSION_7 | (ticks & 0xFFF) << 64 | VARIANT | randbits(62):032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
