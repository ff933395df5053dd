import httpx
import pytest

from cli.verify.asking import Answer, Ask
from cli.verify.http import Api, ApiOutOfReach

LIST = Ask("north", "/v1/people", whole_list=True)
ONE = Ask("north", "/v1/people/ada?full=yes")


def api(*answers: httpx.Response | Exception) -> tuple[Api, list[httpx.Request]]:
    """Gives these answers one after the other."""
    waiting, seen = iter(answers), list[httpx.Request]()

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        given = next(waiting)
        if isinstance(given, Exception):
            raise given
        return given

    return Api("http://mesh:8000", {"north": "secret"}, httpx.MockTransport(answer)), seen


def page(*ids: str, after: str | None = None) -> httpx.Response:
    return httpx.Response(200, json={"items": [{"id": id} for id in ids], "next": after})


async def test_a_list_is_followed_to_its_end() -> None:
    asking, seen = api(page("a", "b", after="x"), page("c"))
    answers = await asking.ask([LIST])
    assert [item["id"] for item in answers[LIST].items] == ["a", "b", "c"]
    assert [dict(request.url.params) for request in seen] == [{"limit": "200"}, {"limit": "200", "after": "x"}]


async def test_the_key_of_the_organisation_goes_with_it() -> None:
    asking, seen = api(httpx.Response(200, json={"id": "ada"}))
    answers = await asking.ask([ONE, ONE])
    assert answers[ONE] == Answer(200, {"id": "ada"})
    assert [(str(request.url), request.headers["Authorization"]) for request in seen] == [
        ("http://mesh:8000/v1/people/ada?full=yes", "Bearer secret")
    ]


@pytest.mark.parametrize("status", [429, 503])
async def test_whoever_is_told_to_come_later_does(status: int) -> None:
    asking, _ = api(httpx.Response(status, headers={"Retry-After": "0"}), httpx.Response(404, json={}))
    assert (await asking.ask([ONE]))[ONE].status == 404


async def test_a_list_that_is_refused_has_no_items() -> None:
    asking, _ = api(httpx.Response(403, json={"type": "forbidden"}))
    refused = (await asking.ask([LIST]))[LIST]
    assert (refused.status, refused.items) == (403, [])


async def test_an_answer_that_is_no_json_is_kept_as_it_is() -> None:
    asking, _ = api(httpx.Response(502, text="<h1>Bad gateway</h1>"))
    assert (await asking.ask([ONE]))[ONE] == Answer(502, "<h1>Bad gateway</h1>")


async def test_nobody_answers() -> None:
    asking, _ = api(httpx.ConnectError("refused"))
    with pytest.raises(ApiOutOfReach, match="http://mesh:8000"):
        await asking.ask([ONE])
