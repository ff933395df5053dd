"""One event erases a person in every service; afterwards they are looked for in the raw databases and topics."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from deploy.local import Servers
from mentormesh_contracts.topics import MENTORSHIPS, PEOPLE
from tests.fresh_names import FreshNames
from tests.integration.erasure.everybody import ORGANISATION, SERVICES, Everybody
from tests.integration.erasure.life import DECLARED, EXTERNAL_ID, PRIVATE, TOO_MANY, Life, live, mentee, register
from tests.integration.erasure.raw import in_databases, in_topics, stream
from tests.integration.support.installation import install
from tests.integration.support.office import problem
from tests.integration.support.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")
ID_STAYS = {
    "feedback": {"answers_given", "erased_people", "erasures", "held_sessions", "outbox", "relationships", "seen"},
    "matching": {"erasures", "mentorships", "outbox", "participants", "receipt_parts", "seen"},
    "partners": {"erasure_lines", "erasure_receipts", "erasures", "outbox", "seen"},
    "profile": {"erasures", "outbox", "seen"},
    "scheduling": {"calendars", "erasures", "mentorships", "outbox", "seen", "sessions"},
}
"""As docs/erasure.md says: by service, where a number stands that leads to nobody."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def everybody(servers: Servers, session_prefix: str) -> AsyncIterator[Everybody]:
    wary = {"bad_share_least": TOO_MANY, "bad_share_window": TOO_MANY}
    async with Everybody.opened(await install(servers, FreshNames.next(session_prefix), **wary)) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def life(everybody: Everybody) -> Life:
    """A person who did everything, and is in every database."""
    return await live(everybody)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def receipt(everybody: Everybody, life: Life) -> Any:
    """The receipt of their erasure, during which one service was away."""
    await everybody.close("feedback")
    answer = await everybody.offices["profile"].post(f"/v1/people/{life.eve}/erase", ORGANISATION)
    assert answer.status_code == 202
    path = answer.headers["Location"]

    async def only_one_is_missing() -> bool:
        return bool((await everybody.get("partners", path))["waiting_for"] == ["feedback"])

    await eventually(only_one_is_missing)
    assert (await everybody.get("partners", path))["state"] == "under_way"
    await everybody.open(SERVICES["feedback"])

    async def is_complete() -> bool:
        return bool((await everybody.get("partners", path))["state"] == "complete")

    await eventually(is_complete)
    return await everybody.get("partners", path)


async def test_before_they_are_erased_every_word_of_theirs_is_found(everybody: Everybody, life: Life) -> None:
    found = await in_databases(everybody, (*PRIVATE, *DECLARED))
    assert {word for word, _ in found} == {*PRIVATE, *DECLARED}
    places = {place.removeprefix(f"{everybody.settings.namespace}_mentormesh_") for _, place in found}
    assert {"profile.persons", "profile.answers", "matching.participants", "matching.receipt_parts"} <= places
    assert {"feedback.answers_given", "matching.held", "scheduling.held", "profile.outbox"} <= places
    assert await in_topics(everybody.settings, DECLARED) == set(DECLARED)


async def test_the_receipt_lists_every_service_with_what_it_erased_and_when(receipt: Any) -> None:
    lines = {line["service"]: line["erased"] for line in receipt["services"]}
    assert set(lines) == set(SERVICES)
    assert receipt["waiting_for"] == []
    assert receipt["completed_at"] == max(line["carried_out_at"] for line in receipt["services"])
    assert lines["profile"].items() >= {"persons": 1, "external_ids": 1, "declarations_naming_them": 1}.items()
    assert lines["feedback"].items() >= {"answers_given": 2, "rated_mentors": 1}.items()
    assert {"receipt_parts", "plan_parts", "rulings", "explanations", "held_records"} <= set(lines["matching"])


async def test_nothing_personal_is_left_in_any_database(everybody: Everybody, receipt: Any) -> None:
    assert await in_databases(everybody, (*PRIVATE, *DECLARED)) == set()


async def test_the_id_stands_only_where_it_is_said_to(everybody: Everybody, life: Life, receipt: Any) -> None:
    beginning = f"{everybody.settings.namespace}_mentormesh_"
    found: dict[str, set[str]] = {}
    for _, place in await in_databases(everybody, [life.eve]):
        service, _, collection = place.removeprefix(beginning).partition(".")
        found.setdefault(service, set()).add(collection)
    assert found == ID_STAYS


async def test_names_contact_and_free_text_never_were_in_a_topic(everybody: Everybody, receipt: Any) -> None:
    told = [word for word in PRIVATE if word not in ("Eve Zzyzx", "eve@zzyzx.example")]
    assert await in_topics(everybody.settings, told) == set()


async def test_the_person_s_stream_ends_in_a_tombstone(everybody: Everybody, life: Life, receipt: Any) -> None:
    records = await stream(everybody.settings, PEOPLE.name, life.eve)
    assert records[-1].body is None
    *_, erased = [record for record in records if record.body is not None and record.headers[0][0] == "ce_specversion"]
    assert not any(word.encode() in (erased.body or b"") for word in DECLARED)


async def test_the_id_that_is_left_leads_to_nobody(everybody: Everybody, life: Life, receipt: Any) -> None:
    assert problem(await everybody.offices["profile"].get(f"/v1/people/{life.eve}", ORGANISATION)) == (404, "unknown")
    listed = await everybody.offices["profile"].get("/v1/people", ORGANISATION, external_id=EXTERNAL_ID)
    assert listed.json()["items"] == []
    again = await register(everybody, mentee(EXTERNAL_ID))
    assert again != life.eve


async def test_their_mentorship_is_over_and_the_others_go_on(everybody: Everybody, life: Life, receipt: Any) -> None:
    mentorship = await everybody.get("matching", f"/v1/mentorships/{life.mentorship}")
    assert (mentorship["status"], mentorship["end_reason"]) == ("ended", "person_left")
    assert mentorship["explanation"] is None
    assert await stream(everybody.settings, MENTORSHIPS.name, life.mentorship)
    scores = await everybody.get("feedback", f"/v1/people/{life.mentor}/scores")
    assert scores["raters"] == 1, "what they gave to others counts on"


async def test_whoever_repeats_a_request_about_them_is_told_and_registers_nobody(
    everybody: Everybody, life: Life, receipt: Any
) -> None:
    same = {"Idempotency-Key": life.idempotency_key}
    answer = await everybody.offices["profile"].post("/v1/people", ORGANISATION, mentee("other"), headers=same)
    assert problem(answer) == (410, "person-erased")


async def test_nobody_answers_for_them_any_more(everybody: Everybody, life: Life, receipt: Any) -> None:
    path = f"/v1/sessions/{life.session}/feedback"
    answer = await everybody.offices["feedback"].post(path, ORGANISATION, {"person_id": life.eve, "comment": "again"})
    assert problem(answer) == (404, "unknown")


async def test_another_organisation_finds_no_receipt(everybody: Everybody, life: Life, receipt: Any) -> None:
    answer = await everybody.offices["partners"].get(f"/v1/erasures/{life.eve}", "fir")
    assert problem(answer) == (404, "unknown")
    assert [each["person_id"] for each in (await everybody.get("partners", "/v1/erasures"))["items"]] == [life.eve]
