"""The toy service in processes of its own, to be killed, paused and ended."""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deploy.local.process import ChildProcess
from services.chassis.settings import Settings
from tests.integration.support.waiting import LONG_ENOUGH, LOOK_AGAIN

MODULE = "tests.integration.chassis.toy_process"
ROOT = Path(__file__).parents[3]


class ToyProcess(ChildProcess):
    """One of them."""

    def end(self, patience: float) -> int:
        """Ask it to end, and give its exit code. Raises subprocess.TimeoutExpired."""
        self._process.terminate()
        return self._process.wait(patience)

    def logged(self) -> list[dict[str, Any]]:
        """The entries of its log."""
        lines = self.log.read_text(errors="replace").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]

    async def address(self) -> str:
        """Where it listens, once it is ready."""
        deadline = time.monotonic() + LONG_ENOUGH
        while time.monotonic() < deadline and self.is_running:
            for entry in self.logged():
                if entry["event"] == "ready":
                    return str(entry["url"])
            await asyncio.sleep(LOOK_AGAIN)
        raise AssertionError(f"it is not ready: {self.last_line()}")


@contextmanager
def toy_process(
    settings: Settings, environment: dict[str, str], directory: Path, *, toy: str = "toy", **other: str
) -> Iterator[ToyProcess]:
    """It runs while the `with` lasts, unless it is killed before; `toy` is which of them."""
    told = environment | {
        "MENTORMESH_NAMESPACE": settings.namespace,
        "MENTORMESH_SANDBOX": "true",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'contracts'}",
        **other,
    }
    process = ToyProcess([sys.executable, "-m", MODULE, toy], directory / f"{toy}.log", told=told)
    try:
        yield process
    finally:
        process.resume()
        process.kill()
