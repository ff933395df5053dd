"""The toy service in processes of its own, to be killed, paused and ended."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local.process import ChildProcess
from services.chassis.settings import Settings

MODULE = "tests.integration.chassis.toy_process"
ROOT = Path(__file__).parents[3]


class ToyProcess(ChildProcess):
    """One of them."""

    def end(self, patience: float) -> int:
        """Ask it to end, and give its exit code. Raises subprocess.TimeoutExpired."""
        self._process.terminate()
        return self._process.wait(patience)


@contextmanager
def toy_process(settings: Settings, environment: dict[str, str], directory: Path, **other: str) -> Iterator[ToyProcess]:
    """It runs while the `with` lasts, unless it is killed before."""
    told = environment | {
        "MENTORMESH_NAMESPACE": settings.namespace,
        "MENTORMESH_SANDBOX": "true",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'contracts'}",
        **other,
    }
    process = ToyProcess([sys.executable, "-m", MODULE], directory / "toy.log", told=told)
    try:
        yield process
    finally:
        process.resume()
        process.kill()
