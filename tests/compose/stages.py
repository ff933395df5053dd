"""A line for each stage, and how long it took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stage:
    """The one under way."""

    def __init__(self) -> None:
        self.said = ""

    def say(self, said: str) -> None:
        """What came of it, in a few words."""
        self.said = said


class Stages:
    """Those that are done, with their seconds."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._begun = time.monotonic()

    def elapsed(self) -> float:
        """Seconds since the first began."""
        return time.monotonic() - self._begun

    @contextmanager
    def stage(self, name: str) -> Iterator[Stage]:
        """Time it, and tell of it when it is done."""
        begun, stage = time.monotonic(), Stage()
        print(f"… {name}", flush=True)
        yield stage
        self.seconds[name] = round(time.monotonic() - begun, 1)
        print(f"✓ {name}: {stage.said or 'done'} ({self.seconds[name]:.0f} s)", flush=True)
