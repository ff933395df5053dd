from collections.abc import Callable, Mapping

import httpx
import pytest

from cli.verify.asking import Answer, Ask
from cli.verify.history import History
from cli.verify.http import Api
from cli.verify.record import Raw
from cli.verify.verify import NobodyToAskAs, broken_at_last
from mentormesh_contracts.organisations import OrganisationLeft
from mentormesh_contracts.vocabulary import OrganisationStatus
from tests.unit.cli.verify.chronicle import Chronicle
from tests.unit.cli.verify.mirror import KEYS, answered
from tests.unit.cli.verify.network import network
from tests.unit.cli.verify.planted.events import started_twice

SECRETS = {**{each: f"key of {each}" for each in KEYS}, "operator": "key of operator"}
Amend = Callable[[Ask, Answer], Answer]


class Server:
    """Answers as the mirror does, but for what a test changes."""

    def __init__(self, told: Chronicle, amend: Amend = lambda ask, answer: answer) -> None:
        self._history: History = told.history()
        self._amend = amend
        self.asked: list[Ask] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        organisation_id = request.headers["Authorization"].removeprefix("Bearer key of ")
        whole_list = "limit" in request.url.params
        path = request.url.path if whole_list else request.url.raw_path.decode()
        ask = Ask(organisation_id, path, whole_list)
        self.asked.append(ask)
        answer = self._amend(ask, answered(self._history, ask))
        body = {"items": answer.body, "next": None} if whole_list and answer.status == 200 else answer.body
        return httpx.Response(answer.status, json=body)


async def verified(told: Chronicle, server: Server, keys: Mapping[str, str] = SECRETS) -> list[str]:
    async def read() -> list[Raw]:
        return list(told.raws)

    async with Api("http://mesh", keys, httpx.MockTransport(server)) as api:
        return await broken_at_last(read, api, pause=0)


async def test_a_network_in_which_all_went_well_is_whole() -> None:
    told = network()
    assert await verified(told, Server(told)) == []


async def test_what_is_broken_is_told_with_the_name_of_the_check() -> None:
    told = network()
    started_twice(told)
    found = await verified(told, Server(network()))
    assert "once: mentorship.started m1 (sequence 6) and mentorship.started m1 (sequence 7)" in found


async def test_what_is_only_late_is_not_broken() -> None:
    late = iter((Answer(404), Answer(404)))
    path = "/v1/mentorships/m4/health"
    server = Server(told := network(), lambda ask, answer: next(late, answer) if ask.path == path else answer)
    assert await verified(told, server) == []


async def test_an_answer_that_nobody_understands_is_a_violation_too() -> None:
    def amend(ask: Ask, answer: Answer) -> Answer:
        return Answer(200, {"hello": "world"}) if ask.path == "/v1/reports" else answer

    found = await verified(told := network(), Server(told, amend))
    assert found == ["reports: could not be judged: KeyError: 'progress'"]


async def test_only_what_failed_is_asked_again() -> None:
    path = "/v1/mentorships/m4/health"
    server = Server(told := network(), lambda ask, answer: Answer(404) if ask.path == path else answer)
    assert await verified(told, server)
    reports = [ask for ask in server.asked if ask.path == "/v1/reports"]
    assert len(reports) == len(KEYS)
    assert sum(ask.path == path for ask in server.asked) > len(KEYS)


async def test_the_operator_is_asked_for_organisations_and_keys_alone() -> None:
    server = Server(told := network())
    await verified(told, server)
    asked = {ask.path for ask in server.asked if ask.organisation_id == "operator"}
    assert asked == {"/v1/organisations", "/v1/credentials"}


async def test_whoever_has_left_the_network_is_not_asked_as() -> None:
    told = network().change(OrganisationLeft, "east", {"status": OrganisationStatus.LEFT})
    server = Server(told)
    assert await verified(told, server) == []
    assert "east" not in {ask.organisation_id for ask in server.asked}


async def test_whoever_was_erased_is_not_missed() -> None:
    told = network()
    of_eve = [number for number, raw in enumerate(told.raws) if raw.key == b"eve"]
    told.alter(of_eve[-1], body=None)

    def amend(ask: Ask, answer: Answer) -> Answer:
        return Answer(200, []) if (ask.organisation_id, ask.path) == ("east", "/v1/people") else answer

    assert await verified(told, Server(told, amend)) == []


@pytest.mark.parametrize("keys", [{"operator": "key of operator"}, {"north": "key of north"}])
async def test_without_keys_nothing_can_be_said(keys: dict[str, str]) -> None:
    with pytest.raises(NobodyToAskAs):
        await verified(told := network(), Server(told), keys)
