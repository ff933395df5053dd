"""What the Prometheus of docker-compose.yml knows of the network."""

from typing import Any

import httpx

from deploy.local.ports import LOOPBACK
from tests.compose.network import SERVICE_OF, Network
from tests.compose.waiting import until

KNOWN_WITHIN = 60.0
UP = 'sum(up{job="mentormesh"})'
BY_ORGANISATION = "count(mentormesh_organisation_mentees_enrolled)"


def watched(network: Network) -> str:
    """Wait until every process is scraped, with what is by organisation. Raises Wrong."""
    processes = len(SERVICE_OF)
    otherwise = f"Prometheus does not scrape {processes} processes with figures by organisation"
    until(lambda: _ask(network, UP) == processes and _ask(network, BY_ORGANISATION) > 0, KNOWN_WITHIN, otherwise)
    organisations = _ask(network, BY_ORGANISATION)
    return f"{processes} processes are scraped, {organisations:.0f} organisations have figures of their own"


def _ask(network: Network, expression: str) -> float:
    """A number; 0 where there is no answer."""
    answer = httpx.get(f"http://{LOOPBACK}:{network.port('prometheus')}/api/v1/query", params={"query": expression})
    found: list[Any] = answer.raise_for_status().json()["data"]["result"]
    return float(found[0]["value"][1]) if found else 0.0
