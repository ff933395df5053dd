"""Options that several verbs share."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from cli.errors import WrongUsage

if TYPE_CHECKING:
    from cli.client import Client

T = TypeVar("T")
LOCAL = "http://127.0.0.1:8000"
PRINTABLE_ASCII = re.compile(r"[\x21-\x7e]+")

Url = Annotated[str, typer.Option(envvar="MENTORMESH_URL", help="Where the API is.")]
Key = Annotated[
    str,
    typer.Option(envvar="MENTORMESH_KEY", show_default=False, show_envvar=True, help="A key of yours: mm_…"),
]
Actor = Annotated[str | None, typer.Option(help="Who acts, for the audit log; else the key alone is noted.")]


def with_client(
    url: str, key: str, act: "Callable[[Client], Awaitable[T]]", actor: str | None = None, answer_seconds: float = 60
) -> T:
    """Do something through the API. Raises WrongUsage for an address or a key that cannot be one."""
    if not re.match(r"https?://[^/\s]+", url):
        raise WrongUsage(f"--url (MENTORMESH_URL) is {url!r}: it must begin with http:// or https://")
    if not PRINTABLE_ASCII.fullmatch(key):
        raise WrongUsage("--key (MENTORMESH_KEY) is no key: it must be one line of plain characters")

    from cli.client import Client

    async def run() -> T:
        async with Client(url, key, actor=actor, answer_seconds=answer_seconds) as client:
            return await act(client)

    return asyncio.run(run())
