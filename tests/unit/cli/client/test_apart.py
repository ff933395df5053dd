import re

import httpx
import pytest

from cli.client.apart import Apart, NobodyAnswers

AT = {"profile": ["http://one:8001"], "matching": ["http://two:8002", "http://three:8003"]}
PATHS = ((re.compile("^/v1/people$"), "profile"), (re.compile("^/v1/cycles/[^/]+$"), "matching"))


def apart(failing: str = "") -> Apart:
    def answer(request: httpx.Request) -> httpx.Response:
        asked = f"{request.method} {request.url} {request.headers['host']} {request.headers.get('x')}"
        said = f"{asked} {request.content.decode()}\n"
        return httpx.Response(503 if request.url.host == failing else 200, text=said)

    return Apart(AT, PATHS, httpx.MockTransport(answer))


async def asked(transport: Apart, method: str, path: str, **how: object) -> httpx.Response:
    async with httpx.AsyncClient(transport=transport, base_url="http://anywhere") as client:
        return await client.request(method, path, **how)  # type: ignore[arg-type]


async def test_a_request_goes_where_it_is_answered_and_nothing_of_it_is_lost() -> None:
    answer = await asked(apart(), "POST", "/v1/people?a=1", content="body", headers={"x": "y"})
    assert answer.text == "POST http://one:8001/v1/people?a=1 one:8001 y body\n"


@pytest.mark.parametrize("path", ["/v1/cycles/7", "/v1/operations/matching/clock"])
async def test_the_first_process_of_a_service_is_asked(path: str) -> None:
    assert (await asked(apart(), "GET", path)).text.startswith(f"GET http://two:8002{path} ")


async def test_every_process_tells_its_measures() -> None:
    said = (await asked(apart(), "GET", "/metrics")).text.splitlines()
    assert [line.split()[1] for line in said] == [f"{url}/metrics" for urls in AT.values() for url in urls]


async def test_whoever_is_not_ready_speaks_for_all() -> None:
    answer = await asked(apart(failing="three"), "GET", "/health/ready")
    assert (answer.status_code, answer.text.split()[1]) == (503, "http://three:8003/health/ready")


async def test_a_path_that_nobody_has_is_told() -> None:
    with pytest.raises(NobodyAnswers, match="/v1/nothing"):
        await asked(apart(), "GET", "/v1/nothing")
