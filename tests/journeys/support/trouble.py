"""What goes wrong around a network, made on purpose."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from threading import Event
from typing import Any

import httpx

from tests.journeys.support.network import Network
from tests.journeys.support.party import Party


@contextmanager
def paused(server: Any) -> Iterator[None]:
    """A server that holds its connections and answers nothing."""
    server.pause()
    try:
        yield
    finally:
        server.resume()


@contextmanager
def asking(network: Network, party: Party, at_once: int) -> Iterator[None]:
    """So many who ask the processes for people, one time after the other, and hang up after a while."""
    limits = httpx.Limits(max_connections=at_once)
    headers = {"Authorization": f"Bearer {party.key}"}
    enough = Event()
    with httpx.Client(limits=limits, headers=headers, timeout=20) as client, ThreadPoolExecutor(at_once) as crowd:

        def ask(url: str) -> None:
            while not enough.is_set():
                with suppress(httpx.HTTPError):
                    client.get(f"{url}/v1/people")

        for number in range(at_once):
            crowd.submit(ask, network.replicas[number % len(network.replicas)].url)
        try:
            yield
        finally:
            enough.set()


def advance(network: Network, service: str, by: timedelta) -> None:
    """A service's clock."""
    network.operator.post(f"/v1/operations/{service}/clock/advance", {"seconds": by.total_seconds()})
