"""The command as its users run it: a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

COMMAND = str(Path(sys.executable).parent / "mentormesh")
Environment = dict[str, str]
PATIENCE = 100
"""Seconds, where nothing is said of how long it may take."""


def mentormesh(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run it to its end."""
    return subprocess.run(
        [COMMAND, *arguments], env=_bare() | environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def _bare() -> Environment:
    return {name: value for name, value in os.environ.items() if not name.startswith("MENTORMESH_")}


@contextmanager
def running(*arguments: str, **environment: str) -> "Iterator[subprocess.Popen[str]]":
    """It runs while the `with` lasts, and is ended, if it does not end by itself."""
    process = subprocess.Popen(
        [COMMAND, *arguments], env=_bare() | environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.wait()


def line_of(process: "subprocess.Popen[str]", says: Callable[[str], bool]) -> str:
    """The first line that it says of this kind."""
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if says(line):
            return line
    raise AssertionError("it ended without saying so:\n" + "".join(said))


def address_of(process: "subprocess.Popen[str]") -> str:
    """Where it serves, once it does."""
    url: str = json.loads(line_of(process, lambda line: '"ready"' in line))["url"]
    return url


def assert_one_line(ended: "subprocess.CompletedProcess[str]", *said: str) -> None:
    assert ended.returncode == 1, ended.stderr
    (line,) = [line for line in ended.stderr.splitlines() if not line.startswith("{")]  # logs are JSON
    assert all(part in line for part in said), line
