"""The command in this very process, with nothing from the environment, against an API that a test makes up."""

import os
from collections.abc import Callable
from functools import partial

import httpx
import pytest
from typer.testing import CliRunner, Result

import cli.client
from cli.main import app

Run = Callable[..., Result]
Api = Callable[[Callable[[httpx.Request], httpx.Response]], None]


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("MENTORMESH_"):
            monkeypatch.delenv(name)


@pytest.fixture
def mentormesh() -> Run:
    """Run it with these arguments, on a wide terminal."""

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200", "TERM": "dumb"})

    return run


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Api:
    """Have every request answered by a function; the key is there."""

    def answered_by(answering: Callable[[httpx.Request], httpx.Response]) -> None:
        client = partial(cli.client.Client, transport=httpx.MockTransport(answering), patience=1)
        monkeypatch.setattr(cli.client, "Client", client)
        monkeypatch.setenv("MENTORMESH_KEY", "mm_secret")
        monkeypatch.setenv("MENTORMESH_URL", "http://api.test")

    return answered_by
