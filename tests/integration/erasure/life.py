"""A person's whole life in a network, with words that nobody else has, so that each can be looked for."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from mentormesh_contracts import Envelope
from mentormesh_contracts.topics import PEOPLE
from services.chassis.http.position import HEADER as POSITION
from tests.integration.erasure.everybody import Everybody
from tests.integration.support.office import OPERATOR
from tests.integration.support.waiting import eventually

GOALS = ["career_development", "knowledge_transfer"]
EXTERNAL_ID = "zz-eve-4711"
NAME, EMAIL, PHONE = "Eve Zzyzx", "eve@zzyzx.example", "+00 zzyzx 99"
COMMENT, ABOUT_HER = "zzown words of mine", "zztheir words about Eve Zzyzx"
SKILL, DISCIPLINE = "zz-glass-blowing", "zz-lighthouse-keeping"
PRIVATE = (EXTERNAL_ID, NAME, EMAIL, PHONE, COMMENT, ABOUT_HER)
"""What must be in no topic, ever."""
DECLARED = (SKILL, DISCIPLINE)
"""What is in the topics while she takes part."""
TOO_MANY = 2
"""Bad records that stop an intake here."""
HOURS = [{"day": day, "start": "06:00", "end": "22:00"} for day in ("monday", "tuesday", "wednesday", "thursday")]


@dataclass
class Life:
    """Who she was, and where she left traces."""

    eve: str
    mentor: str
    friend: str
    mentorship: str
    session: str
    idempotency_key: str


def mentor(external_id: str, **rest: Any) -> dict[str, Any]:
    """Somebody with places."""
    offers = {"roles": ["mentor"], "goals_offered": GOALS, "disciplines": {"engineering": 20}}
    return _person(external_id, places_offered=1, **offers, **rest)


def mentee(external_id: str, **rest: Any) -> dict[str, Any]:
    """Somebody who seeks."""
    wishes = {"goals_sought": GOALS, "wished_qualities": {"communication": 0.5}}
    return _person(external_id, roles=["mentee"], **wishes, **rest)


def _person(external_id: str, **declared: Any) -> dict[str, Any]:
    said = {"external_id": external_id, "name": f"Person {external_id}", "languages": ["en"], "weekly_hours": HOURS}
    return said | declared


async def register(everybody: Everybody, declaration: dict[str, Any], **options: Any) -> str:
    """The person's id."""
    declared = await everybody.post("profile", "/v1/people", declaration, **options)
    return str(declared["person"]["id"])


async def live(everybody: Everybody) -> Life:
    """Eve is registered, named by others, enrolled, vetoed with one, matched with another, meets them, and answers."""
    key = f"register {EXTERNAL_ID}"
    eve = await register(everybody, _eve(), headers={"Idempotency-Key": key})
    ada = await register(everybody, mentor("ada"))
    max_ = await register(everybody, mentor("max"))
    names_her = {"preferred_external_ids": [EXTERNAL_ID], "never_with_external_ids": [EXTERNAL_ID]}
    friend = await register(everybody, mentee("zoe", disciplines={"engineering": 1}, **names_her))
    programme = await _programme(everybody, {"mentor": (ada, max_), "mentee": (eve, friend)})
    await everybody.post("matching", f"/v1/programmes/{programme}/vetoes", {"person_id": eve, "other_id": max_})
    mentorship, position = await _matched(everybody, programme, eve)
    session = await _met(everybody, mentorship, eve, ada, position)
    await _dead_letter(everybody, eve)
    return Life(eve, ada, friend, mentorship, session, key)


def _eve() -> dict[str, Any]:
    contact = {"name": NAME, "email": EMAIL, "phone": PHONE, "shares_contact": True}
    declared = {
        "area_sought": "engineering",
        "strengths": {SKILL: 3},
        "disciplines": {DISCIPLINE: 1, "engineering": 1},
        "reporting_line_external_ids": ["boss"],
    }
    return mentee(EXTERNAL_ID, **contact | declared)


async def _programme(everybody: Everybody, people: dict[str, tuple[str, ...]]) -> str:
    opened = await everybody.post("matching", "/v1/programmes", {"kind": "formal", "title": "A programme"})
    for role, ids in people.items():
        for person_id in ids:
            wish = {"person_id": person_id, "role": role}
            await everybody.post("matching", f"/v1/programmes/{opened['id']}/enrolments", wish)
    return str(opened["id"])


async def _matched(everybody: Everybody, programme: str, eve: str) -> tuple[str, str]:
    """The mentorship, and how far one has seen when it has begun."""
    cycle = await everybody.post("matching", f"/v1/programmes/{programme}/cycles")
    path = f"/v1/programmes/{programme}/cycles/{cycle['id']}"

    async def is_completed() -> bool:
        return bool((await everybody.get("matching", path))["status"] == "completed")

    await eventually(is_completed, 120)
    proposed = (await everybody.get("matching", "/v1/mentorships", cycle_id=cycle["id"]))["items"]
    hers = next(each for each in proposed if eve in {member["person_id"] for member in each["members"]})
    assert hers["explanation"]["contributions"], "nothing was explained"
    position = ""
    for member in hers["members"]:
        path = f"/v1/mentorships/{hers['id']}/accept"
        accepted = await everybody.ask("matching", "POST", path, {"person_id": member["person_id"]})
        assert accepted.is_success, accepted.text
        position = str(accepted.headers[POSITION])
    return str(hers["id"]), position


async def _met(everybody: Everybody, mentorship: str, eve: str, ada: str, position: str) -> str:
    office = everybody.offices["scheduling"]
    away = {"start": (office.now + timedelta(days=9)).isoformat(), "end": (office.now + timedelta(days=10)).isoformat()}
    path, seen = f"/v1/people/{eve}/busy-times", {POSITION: position}
    await everybody.post("scheduling", path, {**away, "zone": "UTC"}, headers=seen)
    start = office.now + timedelta(hours=1)
    wish = {"start": start.isoformat(), "zone": "UTC", "book": True}
    session = (await everybody.post("scheduling", f"/v1/mentorships/{mentorship}/sessions", wish))["id"]
    later = {**wish, "start": (start + timedelta(days=3)).isoformat()}
    await everybody.post("scheduling", f"/v1/mentorships/{mentorship}/sessions", later)
    await office.pass_time(timedelta(hours=1, minutes=5))
    await everybody.post("scheduling", f"/v1/sessions/{session}/attendance", {"came": [eve, ada]})
    path = f"/v1/sessions/{session}/feedback"
    ratings = {"communication": 4, "trustworthiness": 5}
    await everybody.post("feedback", path, {"person_id": eve, "ratings": ratings, "comment": COMMENT})
    await everybody.post("feedback", path, {"person_id": ada, "comment": ABOUT_HER})
    return str(session)


async def _dead_letter(everybody: Everybody, eve: str) -> None:
    """What a careless producer may send: it is readable for nobody, and holds what no event may hold.

    Two of them are enough to stop whoever follows the topic: what is kept of a stop is looked for as well.
    """
    body = json.dumps({"person": eve, "name": NAME, "email": EMAIL}).encode()
    envelope = Envelope("nonsense", "nonsense", "/careless", "nobody", datetime.now(UTC), 1, "careless")
    headers = dict(envelope.to_headers()) | {"ce_sequence": NAME.encode()}
    for _ in range(TOO_MANY):
        await everybody.offices["profile"].feed.raw(eve, list(headers.items()), body, PEOPLE.name)
    for name in ("matching", "scheduling"):
        await _stops_and_goes_on(everybody, name)


async def _stops_and_goes_on(everybody: Everybody, name: str) -> None:
    database = everybody.offices[name].runtime.database

    async def is_stopped() -> bool:
        return bool(await database["intake_stops"].count_documents({"resumed_at": None}))

    await eventually(is_stopped)
    assert await database["held"].count_documents({"state": "dead", "why": {"$regex": NAME}}) == TOO_MANY
    wish = {"reason": "the producer is mended"}
    resumed = await everybody.offices[name].post(f"/v1/operations/{name}/intake/resume", OPERATOR, wish)
    assert resumed.is_success, resumed.text
