"""A network on real servers: two replicas of everything, and organisations that join it."""

import asyncio
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from deploy.local import Servers
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.keys import KeyRing, new_signing_key
from services.chassis.kafka.topics import create_topics
from services.chassis.settings import Settings
from tests.journeys.support.at_once import at_once
from tests.journeys.support.party import Party, SharedSeen
from tests.journeys.support.replica import Replica
from tests.journeys.support.watch import Watch
from tests.told_settings import settings_of

OPERATOR = "operator"
CHECKOUT = Path(__file__).parents[3]
"""What is tested is the code beside the tests, wherever the command was installed from."""
EVERYTHING = frozenset(Scope) - {Scope.OPERATE}
REVOKED_WITHIN = 2.0
"""Seconds: the bound that this network states."""
WAIT_FOR_FACTS = 0.5
METRICS_TOKEN = "a-token-for-the-metrics-of-tests"
SESSION_MS = "8000"
"""The local servers' own is shorter than a busy machine of two cores may keep a replica waiting: it would be taken for
dead."""


class Network:
    """The running platform, as those see it who call it."""

    def __init__(self, servers: Servers, namespace: str, directory: Path, **settings: str) -> None:
        """`settings`: of its processes, beside those that every network of tests has."""
        self.servers, self.namespace, self._directory = servers, namespace, directory
        self.environment = {
            **servers.environment(),
            "PYTHONPATH": f"{CHECKOUT}:{CHECKOUT / 'contracts'}",
            "MENTORMESH_KAFKA_SESSION_TIMEOUT_MS": SESSION_MS,
            "MENTORMESH_NAMESPACE": namespace,
            "MENTORMESH_SIGNING_KEY": new_signing_key(),
            "MENTORMESH_METRICS_TOKENS": METRICS_TOKEN,
            "MENTORMESH_SANDBOX": "true",
            "MENTORMESH_RATE_LIMIT_PER_MINUTE": "10000000",
            "MENTORMESH_REVOCATION_BOUND_SECONDS": str(REVOKED_WITHIN),
            "MENTORMESH_WAIT_FOR_FACTS_SECONDS": str(WAIT_FOR_FACTS),
            **settings,
        }
        self.settings: Settings = settings_of(self.environment)
        self.keys = KeyRing.of(self.settings)
        self.watch, self.seen = Watch(), SharedSeen()
        self.replicas: list[Replica] = []
        self.clients: list[httpx.Client] = []
        self._numbers = count(1)
        self._keys: dict[tuple[str, frozenset[Scope]], str] = {}

    @contextmanager
    def running(self, replicas: int) -> Iterator["Network"]:
        """With so many replicas, all started at once."""
        asyncio.run(create_topics(self.settings))
        self.replicas = [self._start() for _ in range(replicas)]
        try:
            self.clients = [client_of(replica) for replica in self.replicas]
            yield self
        finally:
            for client in self.clients:
                client.close()
            at_once(replica.stop for replica in self.replicas)

    @contextmanager
    def one_more(self) -> Iterator[Replica]:
        """Another replica for as long as the `with` lasts, to be killed at will."""
        replica = self._start()
        try:
            yield replica
        finally:
            replica.kill()

    @property
    def operator(self) -> Party:
        """Whoever runs the network."""
        return Party(self, OPERATOR, self.signed(OPERATOR, {Scope.OPERATE}))

    def joined(self, name: str, **about: Any) -> Party:
        """An organisation that has just joined, with a key for everything that organisations may do."""
        made = self.operator.post("/v1/organisations", {"name": f"{name} {uuid.uuid4().hex}", **about})
        return self.party(made["id"])

    def party(self, organisation_id: str, scopes: Iterable[Scope] = EVERYTHING) -> Party:
        """Somebody with a key of that organisation, issued by the operator."""
        wanted = frozenset(scopes)
        if (organisation_id, wanted) not in self._keys:
            wish = {"organisation_id": organisation_id, "scopes": sorted(wanted)}
            self._keys[organisation_id, wanted] = self.operator.post("/v1/credentials", wish)["secret"]
        return Party(self, organisation_id, self._keys[organisation_id, wanted])

    def agree(self, offering: Party, accepting: Party, **terms: Any) -> Any:
        """A sharing agreement between the two, in force."""
        offer = offering.post("/v1/agreements", {"offered_to": accepting.id, **terms})
        return accepting.post(f"/v1/agreements/{offer['id']}/accept")

    def signed(self, organisation_id: str, scopes: Iterable[Scope], days: int = 30) -> str:
        """A key that was signed without the API, as an operator's first one is; with less than no days, expired."""
        issued = datetime.now(UTC).replace(microsecond=0) - timedelta(days=60)
        return self.keys.issue(str(uuid.uuid4()), organisation_id, scopes, issued, issued + timedelta(days=60 + days))

    def complaints(self) -> list[str]:
        """What the replicas logged as errors."""
        return [line for replica in self.replicas for line in replica.lines() if '"level":"error"' in line]

    def last_words(self) -> str:
        """The end of each replica's log."""
        return "\n".join(replica.last_words() for replica in self.replicas)

    def _start(self) -> Replica:
        return Replica(next(self._numbers), self.environment, self._directory)


def client_of(replica: Replica) -> httpx.Client:
    """A client with connections enough for a crowd."""
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)
    return httpx.Client(base_url=replica.url, timeout=60, limits=limits)
