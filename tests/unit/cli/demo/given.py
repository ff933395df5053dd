"""A small network as the demo sees it, without any server."""

from typing import Any

from cli.client import Client
from cli.demo.report.model import CycleFigures, Figures, Phase, Roster
from cli.demo.world import Organisation, World

Seen = dict[str, Any]
BY_STATUS = {"formal": {"active": 5_450, "ended": 140}, "peer": {"declined": 60}, "group": {}, "informal": {}}


def world(seed: int = 1) -> World:
    """Two organisations with a mentor and two mentees."""
    client = Client("http://127.0.0.1:1")
    made = World("http://127.0.0.1:1", client, client, seed)
    for id, slug, people in (("o1", "kestrelworks", "m1 e1"), ("o2", "weidenfurt", "e2")):
        known = {each: person(each, id) for each in people.split()}
        made.organisations[id] = Organisation(slug, slug.title(), id, client, "mm_key", {}, known)
    made.programmes = {"formal": {"id": "p1", "title": "Crossing the river", "kind": "formal"}}
    return made


def person(id: str, organisation_id: str) -> Seen:
    """Somebody who is called outside as they are inside."""
    return {"id": id, "organisation_id": organisation_id, "external_id": id.upper()}


def mentorship(id: str, cycle_id: str, mentee: str, qualities: float) -> Seen:
    """A proposal of a cycle, with its explanation."""
    contributions = [
        {"criterion": "goals", "weight": 0.25, "value": 1.0},
        {"criterion": "qualities", "weight": 0.1, "value": qualities},
    ]
    members = [
        {"person_id": "m1", "organisation_id": "o1", "role": "mentor"},
        {"person_id": mentee, "organisation_id": "o2" if mentee == "e2" else "o1", "role": "mentee"},
    ]
    return {
        "id": id,
        "programme_id": "p1",
        "cycle_id": cycle_id,
        "members": members,
        "explanation": {"score": 0.25 + 0.1 * qualities, "contributions": contributions},
    }


def figures(**changes: Any) -> Figures:
    """A run as long-winded as one may be."""
    whole: Seen = {
        "seed": 1,
        "organisations": 3,
        "agreements": 2,
        "people": 12_800,
        "people_by_role": {"mentee": 8_000, "mentor": 4_000, "both": 800},
        "lines_left_out": 20,
        "rosters": [
            Roster(
                organisation="Kestrelworks Engineering",
                roster="company.csv",
                mapping="company.mapping.toml",
                people=12_820,
                registered=12_800,
                left_out=20,
                lines=[{"line": 7 + number, "field": "weekly_hours", "message": "long " * 40} for number in range(20)],
            )
        ],
        "events": 123_456,
        "events_by_type": {f"mentormesh.mentorship.taken_into_programme_{number}.v1": 12_345 for number in range(40)},
        "mentorships": {"formal": 5_780, "informal": 22, "group": 80, "peer": 340},
        "mentorships_by_status": {
            "formal": {"active": 5_450, "ended": 140},
            "peer": {"declined": 60},
            "group": {},
            "informal": {},
        },
        "mentorships_by_pair": {
            giver: dict.fromkeys(("Kestrelworks Engineering", "Weidenfurt University", "Lanternway Trust"), 1_234)
            for giver in ("Kestrelworks Engineering", "Weidenfurt University", "Lanternway Trust")
        },
        "coverage": 0.7686,
        "looked": 8_080,
        "found": 6_210,
        "cycles": [
            CycleFigures(
                programme="Crossing the river",
                kind="formal",
                round=number,
                considered=5_210,
                matched=4_960,
                proposals=4_960,
                unmatched={"places": 100},
                gap=0.000012,
                worst_score=0.21,
                blocking_pairs=3_412,
                result_hash="0123456789abcdef" * 4,
                replay="same",
            )
            for number in (1, 2)
        ],
        "unmatched": 122,
        "unmatched_reasons": {"experience": 100, "confidential": 22},
        "sessions": {"held": 9_980, "missed": 1_020},
        "sessions_held": 9_980,
        "goals": {"reached": 3_490},
        "goals_reached": 3_490,
        "feedback": 14_970,
        "at_risk": 65,
        "mentors_rated": 304,
        "mentors_with_scores": 50,
        "scores": {"empathy_and_appreciation": {"mentors": 50, "mean": 0.67, "lowest": 0.44, "highest": 0.84}},
        "explanations_changed": 9,
        "explanation": None,
        "pair": None,
        "dead_letters": 0,
        "parked": 0,
        "outbox_left": 0,
        "refused": {"time-taken": 206},
        "requests": 85_090,
        "http_p50_ms": 31.7,
        "http_p99_ms": 107.9,
        "effects": 97_310,
        "effect_p50_ms": 84.4,
        "effect_p99_ms": 188.2,
        "effect_p99_ms_by_service": {"matching": 149.9, "profile": 190.2},
        "network_seconds": 132.7,
        "phases": [Phase(name=f"Week {number}: feedback", seconds=1.5, requests=500) for number in range(30)],
        "invariants_broken": [],
    }
    return Figures(**{**whole, **changes})
