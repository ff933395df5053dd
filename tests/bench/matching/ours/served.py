"""The real service on real servers, asked through HTTP for recommendations while mentors change."""

import asyncio
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from pymongo import MongoClient

from deploy.local import start_servers
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.keys import KeyRing, new_signing_key
from services.chassis.identity import new_id
from services.chassis.kafka.topics import create_topics
from services.chassis.mongo.documents import Stored, to_document
from services.chassis.settings import Settings, load_settings
from tests.bench.matching.measured import answer, job
from tests.bench.matching.network.office import PROGRAMME, Office, mentee

COUNT, PATIENCE = 20, 300
AT_ONCE = 5_000
UNLIMITED = 1_000_000


def store(settings: Settings, office: Office) -> dict[str, str]:
    """Put everything where the service keeps it; the organisation of each mentee."""
    of: dict[str, str] = {}
    parts: dict[str, list[dict[str, Any]]] = {}
    with MongoClient[dict[str, Any]](settings.mongo_url) as client:
        database = client[settings.database("matching")]
        for state in office.states():
            if state.id.startswith("mentee"):
                of[state.id] = next(iter(state.organisations()))
            part = parts.setdefault(state.KIND, [])
            part.append(to_document(Stored(state, 1, 1, 1, datetime.now(UTC))))
            if len(part) == AT_ONCE:
                database[state.KIND].insert_many(parts.pop(state.KIND), ordered=False)
        for kind, part in parts.items():
            database[kind].insert_many(part, ordered=False)
    return of


@contextmanager
def running(words: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process of our own, while the `with` lasts."""
    process = subprocess.Popen([sys.executable, "-m", *words], env=environment, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def asked(http: httpx.Client, keys: dict[str, str], of: dict[str, str], mentees: list[str]) -> list[float]:
    """Milliseconds of each answer, one question after the other."""
    taken = []
    for each in mentees:
        begun = time.perf_counter()
        found = _ask(http, keys[of[each]], each)
        taken.append((time.perf_counter() - begun) * 1000)
        found.raise_for_status()
    return taken


def _ask(http: httpx.Client, key: str, one: str) -> httpx.Response:
    path = f"/v1/programmes/{PROGRAMME}/recommendations"
    headers = {"Authorization": f"Bearer {key}"}
    return http.get(path, params={"mentee_id": one, "limit": COUNT}, headers=headers)


def _until_ready(http: httpx.Client, key: str, one: str) -> float:
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        try:
            if _ask(http, key, one).status_code == 200:
                return time.monotonic() - begun
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise TimeoutError("the service does not answer")


def measure(office: Office, environment: dict[str, str], questions: int, rate: int) -> dict[str, Any]:
    """Asked at rest, then while mentors change."""
    settings = load_settings()
    asyncio.run(create_topics(settings))
    of = store(settings, office)
    ring, now = KeyRing.of(settings), datetime.now(UTC).replace(microsecond=0)
    may = frozenset({Scope.READ, Scope.COORDINATE})
    keys = {each: ring.issue(new_id(), each, may, now, now + timedelta(days=1)) for each in set(of.values())}
    draw = random.Random(office.seed)
    mentees = [mentee(draw.randrange(office.mentees)) for _ in range(questions)]
    serving = ["cli.main", "serve", "matching", "--no-workers", "--port", environment["MENTORMESH_PORT"]]
    changing = ["tests.bench.matching.ours.changing", str(office.mentors), str(office.organisations), str(rate)]
    base = f"http://127.0.0.1:{environment['MENTORMESH_PORT']}"
    with running(serving, environment), httpx.Client(base_url=base, timeout=PATIENCE) as http:
        ready = _until_ready(http, keys[of[mentees[0]]], mentees[0])
        asked(http, keys, of, mentees[:50])
        rest = asked(http, keys, of, mentees)
        with running(changing, environment):
            time.sleep(3)
            load = asked(http, keys, of, mentees)
    return {
        "rest_milliseconds": np.percentile(rest, (50, 95, 99)).tolist(),
        "milliseconds": np.percentile(load, (50, 95, 99)).tolist(),
        "ready_seconds": ready,
    }


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def main() -> None:
    """Measure once. The servers, the service and the changes share all cores: they are processes of their own."""
    given = job()
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    office = Office(given["organisations"], given["mentors"], given["mentees"], given["seed"])
    with start_servers(Path(given["directory"])) as servers:
        os.environ.update(
            servers.environment(),
            MENTORMESH_NAMESPACE="bench",
            MENTORMESH_SIGNING_KEY=new_signing_key(),
            MENTORMESH_PORT=str(_free_port()),
            MENTORMESH_RATE_LIMIT_PER_MINUTE=str(UNLIMITED),
            MENTORMESH_LOG_LEVEL="ERROR",
        )
        answer(measure(office, dict(os.environ), given["questions"], given["rate"]))


if __name__ == "__main__":
    main()
