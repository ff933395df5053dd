"""How a wire is at the moment. Whatever waits on it looks again when it changes."""

import asyncio


class WireState:
    """Shared by all connections of one wire."""

    def __init__(self) -> None:
        self.delay = 0.0
        """Seconds that each answer of the server takes longer."""
        self.rate: int | None = None
        """Bytes a second that pass in each direction of each connection; None: as many as come."""
        self.silent = False
        """Connections stay, and nothing passes."""
        self.is_cut = False
        self._changed = asyncio.Event()

    def change(self, *, delay: float = 0.0, rate: int | None = None, silent: bool = False, cut: bool = False) -> None:
        """From now on it is so, and otherwise as a good wire is."""
        self.delay, self.rate, self.silent, self.is_cut = delay, rate, silent, cut
        self._changed.set()
        self._changed = asyncio.Event()

    async def until_changed(self, seconds: float | None = None) -> None:
        """Wait for the next change, or for so long."""
        changed = self._changed
        try:
            async with asyncio.timeout(seconds):
                await changed.wait()
        except TimeoutError:
            return
