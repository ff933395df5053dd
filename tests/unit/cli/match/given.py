"""Spreadsheets to begin with: people of whom everybody may meet everybody, unless a test says otherwise."""

import csv
import json
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

Person = dict[str, str]


def mentee(id: str, **said: str) -> Person:
    """Somebody who looks for a mentor."""
    usual = {
        "external_id": id,
        "name": f"Mentee {id}",
        "goals_sought": "career_development",
        "weaknesses": "python; writing",
        "disciplines": "physics:1",
        "languages": "en",
        "weekly_hours": "monday 09:00-12:00",
        "wished_qualities": "communication:1",
    }
    return {**usual, **said}


def mentor(id: str, **said: str) -> Person:
    """Somebody who is one."""
    usual = {
        "external_id": id,
        "name": f"Mentor {id}",
        "goals_offered": "career_development",
        "strengths": "python:4",
        "disciplines": "physics:9",
        "languages": "en",
        "weekly_hours": "monday 09:00-12:00",
        "places_offered": "1",
    }
    return {**usual, **said}


def csv_text(people: Sequence[Mapping[str, str]], delimiter: str = ",") -> str:
    """All columns that anybody has."""
    headings = list(dict.fromkeys(heading for person in people for heading in person))
    text = StringIO()
    lines = csv.DictWriter(text, headings, restval="", delimiter=delimiter, lineterminator="\n")
    lines.writeheader()
    lines.writerows(people)
    return text.getvalue()


class Desk:
    """A coordinator's directory."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def put(self, name: str, content: str | bytes | Sequence[Person]) -> Path:
        """A file: text, bytes, or people as CSV."""
        path = self.directory / name
        match content:
            case bytes():
                path.write_bytes(content)
            case str():
                path.write_text(content, encoding="utf-8")
            case _:
                path.write_text(csv_text(content), encoding="utf-8")
        return path

    def pairs(self, name: str = "pairs.csv") -> list[dict[str, str]]:
        """What was written."""
        with (self.directory / name).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def who_with_whom(self) -> dict[str, str]:
        """Mentors by mentee."""
        return {pair["mentee"]: pair["mentor"] for pair in self.pairs()}

    def said(self, told: str) -> Any:
        """What the command said in JSON."""
        return json.loads(told)
