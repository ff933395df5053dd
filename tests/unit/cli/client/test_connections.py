import asyncio
import socket

import httpx
import pytest

from cli.client.connections import Connections, transport_to
from tests.unit.cli.client.small_server import OK, answer, small_server


def request_to(url: str, body: bytes = b"") -> httpx.Request:
    return httpx.Request("POST", f"{url}/v1/people?limit=2", content=body, headers={"x-told": "once"})


async def test_a_request_arrives_whole_and_its_answer_comes_back() -> None:
    async with small_server(answer("201 Created", b'{"id":"7"}', 'etag: "3"')) as server, Connections() as connections:
        response = await connections.handle_async_request(request_to(server.url, b"hello"))
    assert response.status_code == 201
    assert response.json() == {"id": "7"}
    assert response.headers["etag"] == '"3"'
    (sent,) = server.requests
    assert sent.startswith(b"POST /v1/people?limit=2 HTTP/1.1\r\n")
    assert sent.endswith(b"\r\n\r\nhello")
    assert b"x-told: once\r\n" in sent


async def test_a_connection_is_kept_for_the_next_request() -> None:
    async with small_server(OK) as server, Connections() as connections:
        for _ in range(5):
            await connections.handle_async_request(request_to(server.url))
        assert server.connections == 1


async def test_there_are_never_more_connections_than_allowed() -> None:
    async with small_server(OK) as server, Connections(most=3) as connections:
        await asyncio.gather(*(connections.handle_async_request(request_to(server.url)) for _ in range(40)))
        assert len(server.requests) == 40
        assert server.connections <= 3


async def test_a_connection_that_the_server_does_not_keep_is_not_used_again() -> None:
    async with small_server(answer("200 OK", b"{}", "connection: close")) as server, Connections() as connections:
        for _ in range(2):
            await connections.handle_async_request(request_to(server.url))
        assert server.connections == 2


async def test_an_answer_in_pieces_is_put_together() -> None:
    chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n"
    async with small_server(chunked) as server, Connections() as connections:
        response = await connections.handle_async_request(request_to(server.url))
    assert response.json() == [1, 2]


async def test_what_is_merely_informational_is_passed_over() -> None:
    async with small_server(b"HTTP/1.1 100 Continue\r\n\r\n" + OK) as server, Connections() as connections:
        assert (await connections.handle_async_request(request_to(server.url))).status_code == 200


async def test_a_lost_connection_is_told() -> None:
    async with small_server(None) as server, Connections() as connections:
        with pytest.raises(httpx.ReadError, match="lost"):
            await connections.handle_async_request(request_to(server.url))


async def test_an_answer_that_is_not_http_is_told() -> None:
    async with small_server(b"SSH-2.0-OpenSSH_9.2\r\n") as server, Connections() as connections:
        with pytest.raises(httpx.RemoteProtocolError, match="not HTTP"):
            await connections.handle_async_request(request_to(server.url))


async def test_an_answer_that_does_not_come_is_not_waited_for_endlessly() -> None:
    async with small_server(b"") as server, Connections(answer_seconds=0.05) as connections:
        with pytest.raises(httpx.ReadTimeout):
            await connections.handle_async_request(request_to(server.url))


async def test_nobody_listening_is_told_by_its_reason() -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        async with Connections() as connections:
            with pytest.raises(httpx.ConnectError, match="refused"):
                await connections.handle_async_request(request_to(f"http://127.0.0.1:{unheard.getsockname()[1]}"))


async def test_a_request_that_is_given_up_leaves_no_answer_for_the_next_one() -> None:
    async with small_server(b"", answer("200 OK", b'"second"')) as server, Connections(most=1) as connections:
        first = asyncio.create_task(connections.handle_async_request(request_to(server.url)))
        await asyncio.wait_for(server.first_request.wait(), 5)
        first.cancel()
        assert (await connections.handle_async_request(request_to(server.url))).json() == "second"


async def test_a_header_cannot_smuggle_another_one_in() -> None:
    request = httpx.Request("GET", "http://127.0.0.1:1/", headers={"mentormesh-actor": "Ada\r\nAuthorization: mine"})
    async with Connections() as connections:
        with pytest.raises(httpx.LocalProtocolError, match="mentormesh-actor"):
            await connections.handle_async_request(request)


async def test_a_proxy_that_the_environment_names_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.invalid:3128")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert isinstance(transport_to(httpx.URL("http://api.invalid")), httpx.AsyncHTTPTransport)
    assert isinstance(transport_to(httpx.URL("http://127.0.0.1:8000")), Connections)
