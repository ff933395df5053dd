"""People whose words give them away: whoever reads a name, an address or a skill of theirs is seen reading it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from mentormesh_contracts.vocabulary import Quality
from tests.journeys.support.party import Body, Party
from tests.journeys.support.watch import Watch

NDJSON = {"Content-Type": "application/x-ndjson"}
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
GOALS = ("career_development", "knowledge_transfer", "network_building")
QUALITIES = [quality.value for quality in Quality]


@dataclass
class Words:
    """What is secret of a person, by who may read it."""

    contact: str
    """In the name, the e-mail address and the telephone number."""
    external_id: str
    attribute: str
    """Among the skills."""
    confidence: str
    """Whom they report to."""

    @classmethod
    def of(cls, watch: Watch, owner: str) -> "Words":
        """New ones."""
        return cls(*(watch.word(owner) for _ in range(4)))


@dataclass
class Someone:
    """A person whom an organisation registers."""

    words: Words
    declaration: Body
    id: str = field(default="")


def mentor(party: Party, places: int = 1, **rest: Any) -> Someone:
    """Twenty years in engineering, and free on weekdays."""
    offers = {"roles": ["mentor"], "goals_offered": GOALS, "places_offered": places, "disciplines": {"engineering": 20}}
    return _someone(party, strengths={"python": 5}, **offers | rest)


def mentee(party: Party, **rest: Any) -> Someone:
    """Two years in engineering, with goals and wishes."""
    seeks = {
        "roles": ["mentee"],
        "goals_sought": GOALS,
        "area_sought": "engineering",
        "disciplines": {"engineering": 2},
    }
    wishes = {"weaknesses": ["python"], "wished_qualities": dict.fromkeys(QUALITIES, 0.5)}
    return _someone(party, **seeks | wishes | rest)


def register(party: Party, *people: Someone) -> Sequence[str]:
    """Their ids, once they are registered one by one."""
    for someone in people:
        someone.id = party.post("/v1/people", someone.declaration)["person"]["id"]
    return [someone.id for someone in people]


def register_many(party: Party, people: Iterable[Someone]) -> list[str]:
    """Their ids, once they are registered by one roster."""
    by_external_id = {someone.words.external_id: someone for someone in people}
    report = send_roster(party, by_external_id.values())
    assert report["registered"] == len(by_external_id), report
    for person in party.all("/v1/people"):
        if (someone := by_external_id.get(person["external_id"])) is not None:
            someone.id = person["id"]
    return [someone.id for someone in by_external_id.values()]


def send_roster(party: Party, people: Iterable[Someone], **rest: Any) -> Body:
    """The report of an import."""
    return party.post("/v1/people/imports", content=roster_of(people), headers=NDJSON, **rest)


def roster_of(people: Iterable[Someone]) -> bytes:
    """The file: a line for each."""
    return "\n".join(json.dumps(someone.declaration) for someone in people).encode()


def _someone(party: Party, **declared: Any) -> Someone:
    words = Words.of(party.network.watch, party.id)
    hours = [{"day": day, "start": "08:00", "end": "18:00"} for day in WEEK]
    said = {
        "external_id": words.external_id,
        "name": f"Person {words.contact}",
        "email": f"{words.contact}@example.org",
        "phone": f"+00 {words.contact}",
        "shares_contact": True,
        "languages": ["en"],
        "weekly_hours": hours,
        "reporting_line_external_ids": [words.confidence],
        **declared,
    }
    said["strengths"] = {words.attribute: 3, **said.get("strengths", {})}
    return Someone(words, said)
