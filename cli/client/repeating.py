"""Which failures are worth another attempt, and when."""

import time
from collections.abc import AsyncIterator

import httpx
import stamina
from stamina import instrumentation

from cli.client.answer import ApiProblem

COME_BACK = frozenset({429, 502, 503, 504})
PATIENCE_SECONDS = 75.0
"""Long enough for the next minute of a rate limit."""
CONNECT_PATIENCE_SECONDS = 5.0

# They would write to stdout, where scripts read.
instrumentation.set_on_retry_hooks(())


class Repeating:
    """Attempts at one request. `safe`: it may be sent again though it is unknown whether it arrived."""

    def __init__(self, safe: bool, patience: float = PATIENCE_SECONDS) -> None:
        self._safe = safe
        self._patience = patience
        self._begun = time.monotonic()

    def __aiter__(self) -> "AsyncIterator[stamina.Attempt]":
        """The attempts, each to be made in a `with`."""
        return stamina.retry_context(
            on=self._wait, attempts=None, timeout=self._patience, wait_initial=0.05, wait_max=2.0, wait_jitter=0.1
        ).__aiter__()

    def _wait(self, error: Exception) -> bool | float:
        """Whether to try again, or in how many seconds."""
        if isinstance(error, ApiProblem):
            return (error.retry_after or True) if error.status in COME_BACK else False
        if not isinstance(error, httpx.TransportError) or isinstance(error, httpx.ProtocolError):
            return False
        if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
            return time.monotonic() - self._begun < min(self._patience, CONNECT_PATIENCE_SECONDS)
        return self._safe
