"""People as organisations declare them. The mark, a skill, makes one declaration differ from the last."""

from collections.abc import Sequence
from typing import Any

import orjson

HOURS = [{"day": day, "start": "09:00", "end": "17:00"} for day in ("monday", "wednesday", "friday")]
GOALS = ("career_development", "knowledge_transfer")
NDJSON = "application/x-ndjson"


def mentor(name: str, mark: int = 0) -> dict[str, Any]:
    """Somebody who has done it for twenty years."""
    return _someone(name, mark) | {
        "roles": ["mentor"],
        "goals_offered": GOALS,
        "places_offered": 3,
        "disciplines": {"engineering": 20},
    }


def mentee(name: str, mark: int = 0) -> dict[str, Any]:
    """Somebody who has begun."""
    return _someone(name, mark) | {
        "roles": ["mentee"],
        "goals_sought": GOALS,
        "area_sought": "engineering",
        "disciplines": {"engineering": 2},
        "weaknesses": ["python"],
        "wished_qualities": {"communication": 0.5, "trustworthiness": 0.5},
    }


def roster(declared: Sequence[dict[str, Any]]) -> bytes:
    """As a file of lines."""
    return b"\n".join(orjson.dumps(each) for each in declared)


def _someone(name: str, mark: int) -> dict[str, Any]:
    return {
        "external_id": name,
        "name": f"Person {name}",
        "languages": ["en", "de"],
        "zone": "Europe/Berlin",
        "weekly_hours": HOURS,
        "strengths": {f"skill-{mark}": 3, "planning": 2, "writing": 4},
    }
