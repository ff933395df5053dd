"""Effects of which no event tells: they are looked for in the database itself."""

from collections import Counter
from collections.abc import Iterable

from tests.chaos.checking.evidence import Evidence
from tests.chaos.checking.found import Found, Kind


def busy_times_are_entered(evidence: Evidence) -> Iterable[Found]:
    """Each that was accepted stands in its person's calendar once; no other does."""
    entered: Counter[tuple[str, str]] = Counter()
    for person_id, calendar in evidence.states("scheduling", "calendars").items():
        entered.update((busy["id"], person_id) for busy in calendar["busy_times"])
    wanted = set(evidence.busy_times.items())
    for id, person_id in wanted - entered.keys():
        yield Found(Kind.LOST, "busy times", f"{id} of {person_id} was accepted and is not in the calendar")
    for id, person_id in entered.keys() - wanted:
        yield Found(Kind.DOUBLED, "busy times", f"{id} of {person_id} is in the calendar, and nobody was told so")
    for (id, person_id), times in entered.items():
        if times > 1:
            yield Found(Kind.DOUBLED, "busy times", f"{id} of {person_id} is in the calendar {times} times")


def people_are_as_declared(evidence: Evidence) -> Iterable[Found]:
    """Everybody of an accepted roster is there once, as they were declared last."""
    found: Counter[tuple[str, str]] = Counter()
    for state in evidence.states("profile", "persons").values():
        name = (state["person"]["organisation_id"], state["confidences"]["external_id"])
        found[name] += 1
        mark = evidence.people.get(name)
        if mark is not None and mark not in state["person"]["strengths"]:
            yield Found(Kind.LOST, "people", f"{name[1]} of {name[0]} is not as declared last ({mark})")
    for name in evidence.people:
        if found[name] != 1:
            kind = Kind.DOUBLED if found[name] else Kind.LOST
            yield Found(kind, "people", f"{name[1]} of {name[0]} is registered {found[name]} times")


def nobody_was_surprised(evidence: Evidence) -> Iterable[Found]:
    """No answer was one that may not be given: another one to the same request, or a refusal without a ground."""
    return [Found(Kind.BROKEN, "answers", what) for what in evidence.surprises]
