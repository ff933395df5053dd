"""Tracing that is on: sampled spans go to a collector."""

import asyncio
from collections.abc import Sequence
from typing import Protocol

from services.chassis.observability.tracing import context
from services.chassis.observability.tracing.span import Span

FLUSH_WITHIN = 2.0


class Outgoing(Protocol):
    """Where spans go."""

    def take(self, spans: Sequence[Span]) -> None:
        """Take them at once."""

    def finish(self, within: float) -> None:
        """Send what is there, for so many seconds at most."""


class Exported:
    """Sends what is sampled. So large a share of the traces that begin here is."""

    on = True

    def __init__(self, sender: Outgoing, share: float) -> None:
        self._sender = sender
        self._share = share

    def begin(self, parent: str | None) -> str:
        """Where a span will stand that `parent` causes."""
        known = context.fitting(parent)
        return context.begun(self._share) if known is None else context.child_of(known)

    def tell(self, spans: Sequence[Span]) -> None:
        """Spans have ended."""
        if sampled := [span for span in spans if context.is_sampled(span.place)]:
            self._sender.take(sampled)

    async def close(self) -> None:
        """Send what is still here, for two seconds at most."""
        await asyncio.to_thread(self._sender.finish, FLUSH_WITHIN)
