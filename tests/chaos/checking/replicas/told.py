"""What the topics say at last, as the JSON that it is."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from tests.chaos.checking.evidence import Evidence, short
from tests.chaos.checking.found import Found, Kind

State = Mapping[str, Any]
LIVE = ("proposed", "active", "paused")


def last_states(evidence: Evidence, topic: str, kind: str) -> Mapping[str, State]:
    """By id, the last state of each aggregate whose events are called after the kind: `person`."""
    found: dict[str, State] = {}
    for (name, id), told in evidence.history.first_occurrences.items():
        last = told[-1]
        if name == topic and last.raw.body and short(last.envelope.type).startswith(f"{kind}."):
            found[id] = json.loads(last.raw.body)["after"]
    return found


def same_ids(rule: str, wanted: Iterable[str], there: Iterable[str]) -> Iterable[Found]:
    """The replica has those of its source and no others."""
    wanted, there = set(wanted), set(there)
    yield from (Found(Kind.LOST, rule, f"{id} is not known") for id in sorted(wanted - there))
    yield from (Found(Kind.BROKEN, rule, f"{id} is known, and should not be") for id in sorted(there - wanted))


def same(rule: str, id: str, wanted: object, there: object) -> Iterable[Found]:
    """The replica says what its source says."""
    if wanted != there:
        yield Found(Kind.BROKEN, rule, f"{id} is {there}, its source says {wanted}")


def parts(members: Iterable[State]) -> list[tuple[str, str, str]]:
    """Who takes part, as what."""
    return sorted((each["person_id"], each["organisation_id"], each["role"]) for each in members)
