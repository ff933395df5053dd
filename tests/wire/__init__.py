"""A wire between a client and a server that can be slow, thin, silent or cut, as wires are."""

from tests.wire.address import through
from tests.wire.wire import Wire

__all__ = ["Wire", "through"]
