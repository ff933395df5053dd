"""How long an hour is: an hour, but for tests, which have no hour to wait."""

from dataclasses import dataclass

MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True, slots=True)
class Tempo:
    """Every time that rules name is divided by this; nothing else of them changes."""

    faster: float = 1.0

    def span(self, seconds: float) -> str:
        """A time as PromQL writes it."""
        milliseconds = max(1, round(seconds / self.faster * 1000))
        for unit, size in (("d", DAY * 1000), ("h", HOUR * 1000), ("m", MINUTE * 1000), ("s", 1000)):
            if milliseconds % size == 0:
                return f"{milliseconds // size}{unit}"
        return f"{milliseconds}ms"

    def seconds(self, seconds: float) -> str:
        """A time as a number."""
        return f"{seconds / self.faster:g}"


TRUE = Tempo()
