from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from typer.testing import Result

from tests.unit.cli.conftest import Run
from tests.unit.cli.match.given import Desk, Person

Match = Callable[..., Result]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def match(desk: Desk, mentormesh: Run) -> Match:
    """Match these people, or the files that are named, with further arguments."""

    def run(mentees: Sequence[Person] | str, mentors: Sequence[Person] | str, *further: str) -> Result:
        files = [
            desk.directory / given if isinstance(given, str) else desk.put(f"{side}.csv", given)
            for side, given in (("mentees", mentees), ("mentors", mentors))
        ]
        out = desk.directory / "pairs.csv"
        paths = "--mentees", str(files[0]), "--mentors", str(files[1]), "--out", str(out)
        return mentormesh("match", *paths, "--week", "2026-03-04", *further)

    return run
