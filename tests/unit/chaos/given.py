"""What chaos finds where all is well: a small network's topics, and databases that say the same."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cli.verify.record import Raw, Told
from mentormesh_contracts.people import PersonRegistered
from tests.chaos.checking.evidence import Evidence
from tests.chaos.checking.found import Found
from tests.chaos.checking.replicas.told import LIVE, State, last_states
from tests.chaos.checking.rules import judged
from tests.chaos.checking.tables import (
    FEEDBACK,
    LISTENS,
    MENTORSHIPS,
    ORGANISATIONS,
    OWNS,
    PEOPLE,
    SESSIONS,
)
from tests.chaos.load.ledger import Entry
from tests.chaos.load.strangers import MARK
from tests.unit.cli.verify.chronicle import Chronicle
from tests.unit.cli.verify.facts import person
from tests.unit.cli.verify.network import network

REQUEST = "chaos-1-1"
Documents = list[dict[str, Any]]


@dataclass
class Given:
    """Evidence that can still be changed."""

    raws: list[Raw]
    databases: dict[str, dict[str, Documents]]
    entries: list[Entry] = field(default_factory=list)
    malformed: set[str] = field(default_factory=set)
    surprises: list[str] = field(default_factory=list)
    busy_times: dict[str, str] = field(default_factory=dict)
    people: dict[tuple[str, str], str] = field(default_factory=dict)

    def found(self) -> list[Found]:
        """What the checker finds."""
        return judged(
            Evidence(
                self.raws,
                self.databases,
                self.entries,
                frozenset(self.malformed),
                self.surprises,
                self.busy_times,
                self.people,
            )
        )

    def one(self, service: str, collection: str, id: str | None = None) -> dict[str, Any]:
        """A document, to be changed."""
        documents = self.databases[service][collection]
        return next(each for each in documents if id is None or each["_id"] == id)

    def change(self, service: str, collection: str, id: str, **changes: Any) -> None:
        """An aggregate's state becomes another one."""
        document = self.one(service, collection, id)
        document["state"] = json.dumps({**json.loads(document["state"]), **changes})

    def drop(self, service: str, collection: str, id: str) -> None:
        """A document is gone."""
        self.databases[service][collection].remove(self.one(service, collection, id))


def given() -> Given:
    """All is well: one request was accepted, one malformed record was put aside, and a time is noted as busy."""
    told = network()
    zoe = person("ada", strengths={"juggling": 3}).model_copy(update={"id": "zoe"})
    told.tell(PersonRegistered(after=zoe), correlation_id=REQUEST)
    evidence = Evidence(told.raws)
    sound = Given(list(told.raws), _databases(evidence))
    sound.entries.append(Entry(REQUEST, "register", 201, None, (("person.registered", "zoe"),)))
    sound.busy_times["b1"] = "zoe"
    sound.people[zoe.organisation_id, "zoe"] = "juggling"
    _put_malformed(sound, told)
    return sound


def _put_malformed(sound: Given, told: Chronicle) -> None:
    sound.malformed.add("mark")
    sound.raws.append(Raw(PEOPLE, 3, 999, b"x", ((MARK, b"mark"),), b"nonsense"))
    for service in ("matching", "scheduling"):
        sound.databases[service]["held"] = [
            {"_id": f"{PEOPLE}/3/999", "state": "dead", "topic": PEOPLE, "partition": 3, "offset": 999, "why": ""}
        ]


def _databases(evidence: Evidence) -> dict[str, dict[str, Documents]]:
    return {
        service: {
            "outbox": [
                _row(each.raw, each.envelope.id) for each in evidence.history.records if each.raw.topic in owned
            ],
            "seen": _seen(evidence, service),
            "aggregates": [
                {"_id": id, "sequence": last, "state": "{}"}
                for (topic, id), last in evidence.last_sequences.items()
                if topic in owned
            ],
            **(_REPLICAS[service](evidence) if service in _REPLICAS else {}),
        }
        for service, owned in OWNS.items()
    }


def _told_on(evidence: Evidence, topics: Sequence[str]) -> Iterator[Told]:
    return (each for each in evidence.history.records if each.raw.topic in topics)


def _row(raw: Raw, id: str) -> dict[str, Any]:
    return {
        "_id": id,
        "headers": dict(raw.headers),
        "key": (raw.key or b"").decode(),
        "body": raw.body,
        "topic": raw.topic,
        "pending": False,
    }


def _seen(evidence: Evidence, service: str) -> Documents:
    return [
        {"_id": f"{topic}/{id}", "n": last, "parked": 0}
        for (topic, id), last in evidence.last_sequences.items()
        if topic in LISTENS[service]
    ]


def _kept(states: Mapping[str, Any]) -> Documents:
    return [{"_id": id, "state": json.dumps(state)} for id, state in states.items()]


def _profile(evidence: Evidence) -> dict[str, Documents]:
    people = last_states(evidence, PEOPLE, "person")
    known = {id: {"person": each, "confidences": {"external_id": id}} for id, each in people.items()}
    met = {
        id: {"members": each["members"], "has_begun": each["status"] != "proposed"}
        for id, each in last_states(evidence, MENTORSHIPS, "mentorship").items()
        if each["status"] in LIVE and len({member["organisation_id"] for member in each["members"]}) > 1
    }
    return {"persons": _kept(known), "acquaintances": _kept(met), "ties": _kept({id: {} for id in _agreed(evidence)})}


def _agreed(evidence: Evidence) -> list[str]:
    agreements = last_states(evidence, ORGANISATIONS, "agreement")
    return [id for id, each in agreements.items() if each["status"] == "active"]


def _matching(evidence: Evidence) -> dict[str, Documents]:
    mentoring: dict[str, list[dict[str, str]]] = defaultdict(list)
    seeking: dict[str, list[dict[str, str]]] = defaultdict(list)
    for id, each in last_states(evidence, MENTORSHIPS, "mentorship").items():
        for member in each["members"] if each["status"] in LIVE else ():
            kept = mentoring if member["role"] == "mentor" else seeking
            kept[member["person_id"]].append({"mentorship_id": id})
    scores = last_states(evidence, FEEDBACK, "scores")
    known = {
        id: {
            "person": each,
            "scores": scores[id]["scores"] if id in scores else [],
            "mentoring": mentoring[id],
            "enrolments": seeking[id],
        }
        for id, each in last_states(evidence, PEOPLE, "person").items()
    }
    ties = {"tie": {"agreements": [{"id": id} for id in _agreed(evidence)]}}
    return {"participants": _kept(known), "ties": _kept(ties)}


def _scheduling(evidence: Evidence) -> dict[str, Documents]:
    sessions = last_states(evidence, SESSIONS, "session")
    known = {
        id: {**each, "agenda": [one for one, it in sessions.items() if it["mentorship_id"] == id and _is_open(it)]}
        for id, each in last_states(evidence, MENTORSHIPS, "mentorship").items()
    }
    calendars = {id: _calendar(id, sessions) for id in last_states(evidence, PEOPLE, "person")}
    return {"mentorships": _kept(known), "calendars": _kept(calendars)}


def _is_open(session: State) -> bool:
    return session["status"] in ("proposed", "booked")


def _calendar(person_id: str, sessions: Mapping[str, State]) -> State:
    bookings = [
        {"session_id": id, "start": each["start"], "end": each["end"]}
        for id, each in sessions.items()
        if each["status"] == "booked" and person_id in {attendee["person_id"] for attendee in each["attendees"]}
    ]
    return {"bookings": bookings, "busy_times": [{"id": "b1"}] if person_id == "zoe" else []}


def _feedback(evidence: Evidence) -> dict[str, Documents]:
    sessions = last_states(evidence, SESSIONS, "session")
    counted = Counter((each["mentorship_id"], each["status"]) for each in sessions.values())
    known = {
        id: {**each, "sessions_held": counted[id, "held"], "sessions_missed": counted[id, "missed"]}
        for id, each in last_states(evidence, MENTORSHIPS, "mentorship").items()
        if each["started_at"]
    }
    held: dict[str, State] = {id: {} for id, each in sessions.items() if each["status"] == "held"}
    return {"relationships": _kept(known), "held_sessions": _kept(held)}


_REPLICAS: dict[str, Callable[[Evidence], dict[str, Documents]]] = {
    "profile": _profile,
    "matching": _matching,
    "scheduling": _scheduling,
    "feedback": _feedback,
}
