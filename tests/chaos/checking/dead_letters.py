"""Dead letters are exactly the malformed records, each with every service that listens to its topic."""

from collections.abc import Iterable

from tests.chaos.checking.evidence import Evidence
from tests.chaos.checking.found import Found, Kind
from tests.chaos.checking.tables import LISTENS


def dead_letters_are_the_malformed(evidence: Evidence) -> Iterable[Found]:
    """By their place in the topic, or by their sequence where the envelope can be read."""
    strange = {mark for _, mark in evidence.marked} - evidence.malformed
    yield from (Found(Kind.BROKEN, "dead letters", f"nobody put the malformed {mark} there") for mark in strange)
    for service, topics in LISTENS.items():
        wanted = {raw.place for raw, _ in evidence.marked if raw.topic in topics}
        dead = [each for each in evidence.documents(service, "held") if each["state"] == "dead"]
        there = {f"{each['topic']}/{each['partition']}/{each['offset']}" for each in dead}
        for place in sorted(wanted - there):
            yield Found(Kind.LOST, "dead letters", f"{service}: the malformed {place} is no dead letter")
        for place in sorted(there - wanted):
            yield Found(Kind.BROKEN, "dead letters", f"{service}: {place} is a dead letter and was not malformed")
        if len(dead) > len(there):
            yield Found(Kind.DOUBLED, "dead letters", f"{service}: {len(dead) - len(there)} of them are there twice")
