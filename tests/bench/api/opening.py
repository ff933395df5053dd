"""Before anything is measured: organisations with people, mentorships between them, sessions ahead."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from mentormesh_contracts.vocabulary import Scope
from tests.bench.api.ground import Ground
from tests.bench.api.http import request
from tests.bench.api.people import NDJSON, mentee, mentor, roster

AT_ONCE = 32
ENROLLED_AT_ONCE = 100
LINES = 500
PATIENCE = 120
BETWEEN_SESSIONS = timedelta(minutes=10)
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Mentorship:
    """Under way, and its sessions that are booked."""

    id: str
    mentor: str
    mentee: str
    key: str
    sessions: list[str] = field(default_factory=list)


class Known(NamedTuple):
    """A person of the crowd."""

    id: str
    external_id: str


@dataclass(frozen=True)
class Organisation:
    """One with its people: a crowd, and pairs that meet."""

    id: str
    key: str
    crowd: list[Known]
    mentorships: list[Mentorship] = field(default_factory=list)


async def each(items: Iterable[T], work: Callable[[T], Awaitable[R]]) -> list[R]:
    """The work for all of them, some at once."""
    room = asyncio.Semaphore(AT_ONCE)

    async def one(item: T) -> R:
        async with room:
            return await work(item)

    return list(await asyncio.gather(*(one(item) for item in items)))


async def organisation(ground: Ground, number: int, crowd: int, pairs: int) -> Organisation:
    """Its people registered, its pairs in active mentorships."""
    id = f"organisation-{number}"
    key = ground.key(id, Scope.ROSTER, Scope.COORDINATE, Scope.READ)
    names = [f"crowd-{one:05d}" for one in range(crowd)]
    lines = [mentee(name) for name in names]
    lines += [mentor(f"mentor-{one:04d}") for one in range(pairs)]
    lines += [mentee(f"mentee-{one:04d}") for one in range(pairs)]
    for first in range(0, len(lines), LINES):
        await bring(ground, key, lines[first : first + LINES])
    ids = await person_ids(ground, key)
    mentorships = await _mentorships(ground, key, ids, pairs) if pairs else []
    return Organisation(id, key, [Known(ids[name], name) for name in names], mentorships)


async def bring(ground: Ground, key: str, declared: list[dict[str, Any]]) -> None:
    """Let people be as declared."""
    path = "/v1/people/imports"
    await ground.to(path).insist(request("POST", path, key, roster(declared), media_type=NDJSON))


async def person_ids(ground: Ground, key: str) -> dict[str, str]:
    """Ids of an organisation's people, by external id."""
    found: dict[str, str] = {}
    after = ""
    while True:
        page = await ground.to("/v1/people").insist(request("GET", f"/v1/people?limit=200{after}", key))
        found |= {person["external_id"]: person["id"] for person in page["items"]}
        if not page["next"]:
            return found
        after = f"&after={page['next']}"


async def _mentorships(ground: Ground, key: str, ids: dict[str, str], pairs: int) -> list[Mentorship]:
    matching = ground.to("/v1/programmes")
    programme = await matching.insist(request("POST", "/v1/programmes", key, {"kind": "informal", "title": "Bench"}))
    path = f"/v1/programmes/{programme['id']}"
    for role in ("mentor", "mentee"):
        await _enrol(ground, f"{path}/enrolments/bulk", key, role, [ids[f"{role}-{n:04d}"] for n in range(pairs)])

    async def pair(number: int) -> Mentorship:
        one, other = ids[f"mentor-{number:04d}"], ids[f"mentee-{number:04d}"]
        wish = {"mentee_id": other, "mentor_id": one}
        proposed = await matching.insist(request("POST", f"{path}/requests", key, wish))
        id = proposed["id"]
        await matching.insist(request("POST", f"/v1/mentorships/{id}/accept", key, {"person_id": one}))
        return Mentorship(id, one, other, key)

    return await each(range(pairs), pair)


async def _enrol(ground: Ground, path: str, key: str, role: str, people: list[str]) -> None:
    """Until each is: matching may not have heard of everybody yet."""
    left = people
    async with asyncio.timeout(PATIENCE):
        while left:
            wish = {"people": [{"person_id": id, "role": role} for id in left[:ENROLLED_AT_ONCE]]}
            outcome = await ground.to(path).insist(request("POST", path, key, wish))
            unknown = {one["person_id"] for one in outcome["people"] if one["problem"] == "unknown"}
            if refused := [one for one in outcome["people"] if one["problem"] not in (None, "unknown")]:
                raise RuntimeError(f"not enrolled: {refused[0]}")
            left = [id for id in left[:ENROLLED_AT_ONCE] if id in unknown] + left[ENROLLED_AT_ONCE:]


async def book_sessions(ground: Ground, mentorships: list[Mentorship], count: int) -> None:
    """So many sessions of each, one after another from tomorrow on."""
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)

    async def book(mentorship: Mentorship) -> None:
        path = f"/v1/mentorships/{mentorship.id}/sessions"
        for number in range(count):
            start = (tomorrow + number * BETWEEN_SESSIONS).isoformat()
            wish = {"start": start, "zone": "UTC", "duration_minutes": 5, "book": True}
            session = await ground.to(path).insist(request("POST", path, mentorship.key, wish))
            mentorship.sessions.append(session["id"])

    await each(mentorships, book)


async def let_time_pass(ground: Ground, by: timedelta) -> None:
    """In all services alike, as an operator may in a sandbox."""
    key = ground.key("operator", Scope.OPERATE)
    for name in ground.replicas:
        path = f"/v1/operations/{name}/clock/advance"
        await ground.http[name].insist(request("POST", path, key, {"seconds": by.total_seconds()}))
