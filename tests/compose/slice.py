"""A part of the integration tests, on servers that testcontainers starts."""

import signal
import subprocess
import sys

from tests.compose.docker import Docker
from tests.compose.errors import Wrong
from tests.compose.wish import ROOT

CHASSIS = "tests/integration/chassis"
TESTS = tuple(f"{CHASSIS}/test_{name}.py" for name in ("commands", "records", "relay", "shared_limits"))
"""Writing, hearing, publishing, and what is counted in Valkey."""
WITHIN = 300.0
ENDING = 30.0
LINES = 30


def run_slice(docker: Docker) -> str:
    """What pytest said in its last line. Raises Wrong."""
    command = [sys.executable, "-m", "pytest", *TESTS, "-n", "0", "-q", "-x"]
    told = {**docker.environment, "SERVERS": "containers"}
    told = {name: text for name, text in told.items() if not name.startswith("MENTORMESH_")}
    with subprocess.Popen(command, cwd=ROOT, env=told, stdout=subprocess.PIPE, text=True) as tests:
        try:
            said, _ = tests.communicate(timeout=WITHIN)
        except subprocess.TimeoutExpired:
            _interrupt(tests)
            raise Wrong(f"{' '.join(TESTS)} took longer than {WITHIN:.0f} s") from None
        except BaseException:
            _interrupt(tests)
            raise
    lines = said.strip().splitlines()
    if tests.returncode:
        raise Wrong("\n".join(["the integration tests on testcontainers failed:", *lines[-LINES:]]))
    return lines[-1]


def _interrupt(tests: "subprocess.Popen[str]") -> None:
    """As Ctrl-C does: the tests take their containers down."""
    tests.send_signal(signal.SIGINT)
    try:
        tests.communicate(timeout=ENDING)
    except subprocess.TimeoutExpired:
        tests.kill()
