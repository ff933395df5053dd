"""W3C trace context, level 1: the traceparent that travels with requests and events."""

import re
from random import Random

FITTING = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
ODD = frozenset("13579bdf")
SPAN_BITS, TRACE_BITS = 64, 128
_draw = Random()
"""Of its own: whoever seeds the common one, as simulations do, must not repeat ids."""


def fitting(traceparent: str | None) -> str | None:
    """The same, if it is one; a name for nothing (all zeros) is none."""
    return traceparent if traceparent is not None and FITTING.fullmatch(traceparent) else None


def is_sampled(traceparent: str) -> bool:
    """Whether somebody has decided that this trace is recorded. Only for one that fits."""
    return traceparent[-1] in ODD


def trace_id(traceparent: str) -> str:
    """32 hexadecimal digits, shared by all spans of a trace."""
    return traceparent[3:35]


def span_id(traceparent: str) -> str:
    """16 hexadecimal digits."""
    return traceparent[36:52]


def child_of(traceparent: str) -> str:
    """A new span of the same trace, with its flags."""
    return f"{traceparent[:36]}{_drawn(SPAN_BITS):016x}{traceparent[52:]}"


def begun(share: float = 1.0) -> str:
    """The first span of a new trace; so large a share of them is sampled."""
    trace = _drawn(TRACE_BITS)
    sampled = (trace & (1 << SPAN_BITS) - 1) < share * (1 << SPAN_BITS)
    return f"00-{trace:032x}-{_drawn(SPAN_BITS):016x}-{int(sampled):02x}"


def _drawn(bits: int) -> int:
    return _draw.getrandbits(bits) or 1
