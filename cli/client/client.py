"""A client of the public API: keys, retries, idempotency, reading one's own writes, pages, problems."""

import uuid
from collections.abc import AsyncIterator, Mapping
from typing import Any, Self

import httpx

from cli.client.answer import Answer, ApiProblem, ServerAway
from cli.client.connections import ANSWER_SECONDS, MOST, transport_to
from cli.client.repeating import PATIENCE_SECONDS, Repeating
from cli.client.request import caller_headers, request
from cli.client.seen import Seen
from services.chassis.http.position import HEADER as POSITION

PAGE = 200
FAILED = 400
Files = Mapping[str, tuple[str, bytes, str]]
"""By field: the file's name, its content, its media type."""


class Client:
    """Speaks to the API as one caller.

        async with Client("http://127.0.0.1:8000", key) as client:
            person = await client.post("/v1/people", {"external_id": "7", ...})
            async for mentorship in client.pages("/v1/mentorships", status="active"):
                ...

    Answers 429 and 503 and lost connections are tried again, with the same Idempotency-Key. `using` gives another
    caller over the same connections. Every method raises ApiProblem or ServerAway. Belongs to one event loop.
    """

    def __init__(
        self,
        url: str,
        key: str | None = None,
        *,
        actor: str | None = None,
        patience: float = PATIENCE_SECONDS,
        most: int = MOST,
        answer_seconds: float = ANSWER_SECONDS,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """`patience`: seconds to go on trying; `answer_seconds`: to wait for one answer. `most`: connections."""
        self.url = url.rstrip("/")
        self.seen = Seen()
        self._key = key
        self._actor = actor
        self._patience = patience
        self._transport = transport or transport_to(httpx.URL(self.url), most, answer_seconds)
        self._headers = caller_headers(key, actor)

    def using(self, key: str | None = None, *, actor: str | None = None, url: str | None = None) -> "Client":
        """Another caller over the same connections, with nothing seen yet. What is not given stays as it is here."""
        return Client(
            url or self.url,
            key or self._key,
            actor=actor or self._actor,
            patience=self._patience,
            transport=self._transport,
        )

    async def get(self, path: str, **query: Any) -> Answer:
        """Read."""
        return await self._send(request("GET", self.url + path, self._headers, query), safe=True)

    async def post(self, path: str, body: Any = None, *, idempotency_key: str | None = None, **query: Any) -> Answer:
        """Act. Without a key of the caller's own every call is a new act, however often it has to be sent."""
        headers = self._headers | _idempotency(idempotency_key)
        return await self._send(request("POST", self.url + path, headers, query, body), safe=True)

    async def put(self, path: str, body: Any, *, if_match: str | None = None) -> Answer:
        """Replace. With `if_match`, only what was read under that ETag."""
        return await self._change("PUT", path, body, if_match)

    async def patch(self, path: str, body: Any, *, if_match: str | None = None) -> Answer:
        """Change some fields. With `if_match`, only of what was read under that ETag."""
        return await self._change("PATCH", path, body, if_match)

    async def delete(self, path: str, *, if_match: str | None = None) -> Answer:
        """Remove."""
        return await self._change("DELETE", path, None, if_match)

    async def upload(self, path: str, files: Files, *, idempotency_key: str | None = None, **fields: str) -> Answer:
        """Send files, and fields beside them, as a form."""
        headers = self._headers | _idempotency(idempotency_key)
        form = httpx.Request("POST", self.url + path, headers=headers, files=dict(files), data=fields)
        return await self._send(form, safe=True)

    async def pages(self, path: str, **query: Any) -> AsyncIterator[dict[str, Any]]:
        """All items of a list, page after page."""
        query = {"limit": PAGE, **query}
        while True:
            page = (await self.get(path, **query)).body
            for item in page["items"]:
                yield item
            if not page.get("next"):
                return
            query["after"] = page["next"]

    async def close(self) -> None:
        """Close the connections, those of every `using` as well."""
        await self._transport.aclose()

    async def __aenter__(self) -> Self:
        """Nothing is sent yet."""
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def __repr__(self) -> str:
        """Without the key."""
        return f"Client({self.url!r})"

    async def _change(self, method: str, path: str, body: Any, if_match: str | None) -> Answer:
        headers = self._headers | ({"If-Match": if_match} if if_match else {})
        # If the answer to the first attempt was lost, the condition would fail on the second.
        return await self._send(request(method, self.url + path, headers, {}, body), safe=if_match is None)

    async def _send(self, sent: httpx.Request, *, safe: bool) -> Answer:
        try:
            async for attempt in Repeating(safe, self._patience):
                with attempt:
                    return await self._exchange(sent)
        except httpx.TransportError as error:
            raise ServerAway(f"no MentorMesh answers at {self.url} ({error})") from error
        raise AssertionError("attempts end with an answer or an error")

    async def _exchange(self, sent: httpx.Request) -> Answer:
        if (position := self.seen.header()) is not None:
            sent.headers[POSITION] = position
        response = await self._transport.handle_async_request(sent)
        await response.aread()
        if response.status_code >= FAILED:
            raise ApiProblem(sent.method, sent.url.path, response)
        self.seen.note(response.headers.get(POSITION))
        return Answer(response)


def _idempotency(key: str | None) -> dict[str, str]:
    return {"Idempotency-Key": key or str(uuid.uuid4())}
