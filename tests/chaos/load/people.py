"""People who fit together: mentors of twenty years, mentees of two, free on the same days."""

from typing import Any

from mentormesh_contracts.vocabulary import Quality

GOALS = ("career_development", "knowledge_transfer", "network_building", "problem_solving")
QUALITIES = [quality.value for quality in Quality]
HOURS = [{"day": day, "start": "06:00", "end": "22:00"} for day in ("monday", "tuesday", "wednesday", "thursday")]


def mentor(external_id: str, mark: str, places: int = 3) -> dict[str, Any]:
    """Somebody who has done it for twenty years. The mark is a skill: what was declared last is seen by it."""
    return _someone(external_id, mark) | {
        "roles": ["mentor"],
        "goals_offered": GOALS,
        "places_offered": places,
        "disciplines": {"engineering": 20},
    }


def mentee(external_id: str, mark: str) -> dict[str, Any]:
    """Somebody who has begun."""
    return _someone(external_id, mark) | {
        "roles": ["mentee"],
        "goals_sought": GOALS,
        "area_sought": "engineering",
        "disciplines": {"engineering": 2},
        "weaknesses": ["python"],
        "wished_qualities": dict.fromkeys(QUALITIES, 0.5),
    }


def peer(external_id: str, mark: str, discipline: str) -> dict[str, Any]:
    """Somebody of some years, for a programme of peers."""
    return mentee(external_id, mark) | {"disciplines": {discipline: 4}, "area_sought": discipline}


def _someone(external_id: str, mark: str) -> dict[str, Any]:
    return {
        "external_id": external_id,
        "name": f"Person {external_id}",
        "languages": ["en"],
        "weekly_hours": HOURS,
        "strengths": {mark: 3},
    }
