"""Every accepted request has its events, each once; a refused one has none."""

from collections import Counter
from collections.abc import Iterable, Iterator

from tests.chaos.checking.evidence import Evidence
from tests.chaos.checking.found import Found, Kind
from tests.chaos.load.ledger import Entry

Events = Counter[tuple[str, str]]


def requests_have_their_events(evidence: Evidence) -> Iterable[Found]:
    """By the correlation id, which every request has for itself."""
    for entry in evidence.entries:
        events = evidence.came_of.get(entry.correlation, Counter())
        yield from _of_accepted(entry, events) if entry.was_accepted else _of_refused(entry, events)


def _of_accepted(entry: Entry, events: Events) -> Iterator[Found]:
    for effect in entry.effects:
        if effect not in events:
            yield Found(Kind.LOST, "accepted", f"{_what(entry)} was accepted, but there is no {' of '.join(effect)}")
    for kind, wanted in entry.counts:
        number = sum(times for (type_name, _), times in events.items() if type_name == kind)
        if number < wanted:
            yield Found(Kind.LOST, "accepted", f"{_what(entry)} led to {number} {kind}, not {wanted}")
        elif number > wanted:
            yield Found(Kind.DOUBLED, "accepted", f"{_what(entry)} led to {number} {kind}, not {wanted}")
    for effect, times in events.items():
        if times > 1:
            yield Found(Kind.DOUBLED, "accepted", f"{_what(entry)} led to {' of '.join(effect)} {times} times")


def _of_refused(entry: Entry, events: Events) -> Iterator[Found]:
    if events:
        done = " and ".join(" of ".join(effect) for effect in events)
        yield Found(Kind.BROKEN, "refused", f"{_what(entry)} was refused ({entry.problem}) and led to {done}")


def _what(entry: Entry) -> str:
    return f"{entry.act} {entry.correlation} (sent {entry.attempts} times)"
