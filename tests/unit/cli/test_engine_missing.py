"""The image of the other services has no engine: they start without it, and whoever asks for it is told."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from cli.engine import LIBRARIES
from cli.services import NAMES

ROOT = Path(__file__).parents[3]
WITHOUT = f"""
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {LIBRARIES}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Blocked())
"""


def without_engine(program: str) -> subprocess.CompletedProcess[str]:
    """A process of Python that finds none of the engine's libraries."""
    return subprocess.run([sys.executable, "-c", WITHOUT + program], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "matching"])
def test_every_other_service_is_there_without_the_engine(name: str) -> None:
    ended = without_engine(
        f"import cli.main, services.chassis.process\nfrom cli.services import load\nload([{name!r}])"
    )
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize(
    ("command", "what"),
    [
        (["serve", "matching"], "the service matching"),
        (["indexes", "create"], "the service matching"),
        (["match", "--mentees", "a.csv", "--mentors", "b.csv", "--out", "c.csv"], "mentormesh match"),
    ],
)
def test_whoever_needs_the_engine_is_told_in_one_line_what_is_missing(command: list[str], what: str) -> None:
    ended = without_engine(f"from cli.main import app\napp({command})")
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"mentormesh: {what} needs ")
    assert "mentormesh-matching" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_the_engine_s_libraries_are_locked_apart() -> None:
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]["engine"]
    wanted = {each.partition(">")[0] for each in extra}
    assert wanted <= locked("requirements-engine.lock") == set(LIBRARIES)
    assert not locked("requirements-runtime.lock") & set(LIBRARIES)


def locked(name: str) -> set[str]:
    lines = (ROOT / name).read_text().splitlines()
    return {line.partition("==")[0] for line in lines if "==" in line and not line.startswith(" ")}
