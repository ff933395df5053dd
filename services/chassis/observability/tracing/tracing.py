"""What the rest of the chassis knows of tracing: where a span will stand, and that it has ended."""

from collections.abc import Sequence
from typing import Protocol

from services.chassis.observability.tracing.span import Span


class Tracing(Protocol):
    """Of one process; each span says of which service it is."""

    @property
    def on(self) -> bool:
        """Whether it is worth telling of spans."""

    def begin(self, parent: str | None) -> str | None:
        """Where a span will stand that `parent` causes: its traceparent, to be passed on to whatever it causes.

        Without a parent, or with one that does not fit, it begins a trace. Whether it is sampled goes by the parent.
        """

    def tell(self, spans: Sequence[Span]) -> None:
        """Spans have ended. Takes those that are sampled, at once, and never waits or raises."""

    async def close(self) -> None:
        """Send what is still here, for two seconds at most."""


class NoTracing:
    """It is off: what came is passed on as it came, and nothing is told."""

    on = False

    def begin(self, parent: str | None) -> str | None:
        """The parent itself."""
        return parent

    def tell(self, spans: Sequence[Span]) -> None:
        """Nothing."""

    async def close(self) -> None:
        """Nothing."""


NO_TRACING = NoTracing()
