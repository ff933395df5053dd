"""What people do all the time, each act with an effect in another service."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count, cycle
from random import Random

from tests.bench.api.http import request
from tests.bench.api.opening import Mentorship, Organisation
from tests.bench.api.people import mentee

Moves = Callable[[], "Act"]


@dataclass(frozen=True, slots=True)
class Act:
    """A request, and where its effect is looked for."""

    name: str
    path: str
    message: bytes
    hearer: str
    about: str | None
    """The aggregate whose event has the effect; None: it is told by its id in the answer."""


def changes_of_people(organisations: list[Organisation]) -> Moves:
    """Somebody's declaration changes: profile commits it, matching hears of it."""
    marks = count(1)
    people = cycle([(one.key, name) for names in zip(*_crowds(organisations), strict=True) for one, name in names])

    def act() -> Act:
        key, name = next(people)
        message = request("POST", "/v1/people", key, mentee(name, next(marks)))
        return Act("change a person", "/v1/people", message, "matching", None)

    return act


def _crowds(organisations: list[Organisation]) -> list[list[tuple[Organisation, str]]]:
    return [[(each, name) for name in each.crowd] for each in organisations]


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
