"""What `make compose-test` would not let pass, told by an engine that is made up."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.compose import engine, images
from tests.compose.errors import NotRun, Wrong
from tests.compose.images import LIMIT_MB, examine
from tests.compose.network import unwell
from tests.compose.wish import Wish

SMALL = dict.fromkeys(LIMIT_MB, 100.0)


class MadeUp:
    """Answers as an engine would whose images are right, but for one thing."""

    def __init__(
        self, user: str = images.USER, found: str = "", written: str = "", engine_in: str = "matching"
    ) -> None:
        self._user, self._found, self._written, self._engine_in = user, found, written, engine_in

    def __call__(self, *arguments: str) -> str:
        script = arguments[-1]
        if "command -v" in script:
            return self._found
        if "touch" in script:
            return self._written
        return "yes\n" if "import" in script and any(self._engine_in in each for each in arguments) else ""

    def inspect(self, name: str) -> dict[str, Any]:
        return {"Config": {"User": self._user}}


def test_images_that_are_right_pass() -> None:
    examine(MadeUp(), SMALL)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("engine", "measured", "said"),
    [
        (MadeUp(user=""), SMALL, "mentormesh: runs as root"),
        (MadeUp(found="/usr/bin/gcc\n"), SMALL, "mentormesh-matching: /usr/bin/gcc is in it"),
        (MadeUp(written="/etc\n"), SMALL, "mentormesh: /etc can be written to"),
        (MadeUp(engine_in="mentormesh"), SMALL, "mentormesh: numba is in it"),
        (MadeUp(engine_in="nowhere"), SMALL, "mentormesh-matching: numba is not in it"),
        (MadeUp(), {**SMALL, "mentormesh": 200.1}, "mentormesh has 200.1 MB, more than 200"),
    ],
)
def test_what_is_wrong_with_an_image_is_named(engine: Any, measured: dict[str, float], said: str) -> None:
    with pytest.raises(Wrong) as wrong:
        examine(engine, measured)
    assert said in str(wrong.value)


def test_whoever_is_not_healthy_is_named() -> None:
    found = [
        {"Service": "kafka", "State": "running", "Health": "healthy", "ExitCode": 0, "Status": "Up"},
        {"Service": "topics", "State": "exited", "Health": "", "ExitCode": 0, "Status": "Exited (0)"},
        {"Service": "mongo", "State": "running", "Health": "unhealthy", "ExitCode": 0, "Status": "Up (unhealthy)"},
        {"Service": "valkey", "State": "exited", "Health": "", "ExitCode": 1, "Status": "Exited (1)"},
    ]
    wanted = {"kafka", "topics", "mongo", "valkey", "profile"}
    assert unwell(wanted, found) == ["profile is not there", "mongo: Up (unhealthy)", "valkey: Exited (1)"]


@pytest.mark.parametrize(
    ("user", "programs", "said"),
    [(1000, True, "only root can start one"), (0, False, "dockerd and debootstrap missing")],
)
def test_a_machine_without_an_engine_says_why(
    user: int, programs: bool, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(shutil, "which", lambda name, **_: "/bin/true" if programs and name != "docker" else None)
    with pytest.raises(NotRun, match=said), engine.engine(Wish(directory=tmp_path)):
        pass
