"""What people do all the time, each act with an effect in another service."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count, cycle
from random import Random

from tests.bench.api.http import request
from tests.bench.api.opening import Known, Mentorship, Organisation
from tests.bench.api.people import mentee

Moves = Callable[[], "Act"]


@dataclass(frozen=True, slots=True)
class Act:
    """A request, and where its effect is looked for."""

    name: str
    path: str
    message: bytes
    hearer: str
    about: str
    """The aggregate whose event has the effect."""


def changes_of_people(organisations: list[Organisation]) -> Moves:
    """Somebody's declaration changes: profile commits it, matching hears of it."""
    marks = count(1)
    people = cycle([(each.key, known) for each in organisations for known in each.crowd])

    def act() -> Act:
        key, known = next(people)
        message = change_of(key, known, next(marks))
        return Act("change a person", "/v1/people", message, "matching", known.id)

    return act


def change_of(key: str, known: Known, mark: int) -> bytes:
    """The request that declares a person anew."""
    return request("PUT", f"/v1/people/{known.id}", key, mentee(known.external_id, mark))


def sessions_held(mentorships: list[Mentorship]) -> Moves:
    """Both came to a session: scheduling commits it, feedback hears of it."""
    rounds = zip(*([(each, id) for id in each.sessions] for each in mentorships), strict=True)
    ahead = deque(one for turn in rounds for one in turn)

    def act() -> Act:
        mentorship, id = ahead.popleft()
        path = f"/v1/sessions/{id}/attendance"
        came = {"came": [mentorship.mentor, mentorship.mentee]}
        return Act("hold a session", path, request("POST", path, mentorship.key, came), "feedback", id)

    return act


def pauses(mentorships: list[Mentorship]) -> Moves:
    """A mentorship pauses, or goes on: matching commits it; scheduling hears of it, as do profile and feedback."""
    turns = cycle([(each, verb) for verb in ("pause", "resume") for each in mentorships])

    def act() -> Act:
        mentorship, verb = next(turns)
        path = f"/v1/mentorships/{mentorship.id}/{verb}"
        return Act("pause or go on", path, request("POST", path, mentorship.key), "scheduling", mentorship.id)

    return act


def mixture(moves: dict[Moves, float], draw: Random) -> Moves:
    """One of them after another, by their weights."""
    kinds, weights = list(moves), list(moves.values())

    def act() -> Act:
        return draw.choices(kinds, weights)[0]()

    return act
