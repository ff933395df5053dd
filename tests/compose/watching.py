"""What the Prometheus of docker-compose.yml knows of the network."""

import json
import time
import urllib.parse
import urllib.request
from typing import Any

from deploy.local.ports import LOOPBACK
from tests.compose.errors import Wrong
from tests.compose.network import SERVICE_OF, Network

KNOWN_WITHIN = 60.0
BY_ORGANISATION = "count(mentormesh_organisation_mentees_enrolled)"


def watched(network: Network) -> str:
    """Wait until every process is scraped, with what is by organisation. Raises Wrong."""
    deadline = time.monotonic() + KNOWN_WITHIN
    while True:
        up, organisations = _ask(network, 'sum(up{job="mentormesh"})'), _ask(network, BY_ORGANISATION)
        if up == len(SERVICE_OF) and organisations:
            return f"{up:.0f} processes are scraped, {organisations:.0f} organisations have figures of their own"
        if time.monotonic() > deadline:
            raise Wrong(
                f"Prometheus scrapes {up:.0f} processes of {len(SERVICE_OF)}, {organisations:.0f} organisations"
            )
        time.sleep(1.0)


def _ask(network: Network, expression: str) -> float:
    """A number; 0 where there is no answer."""
    query = urllib.parse.urlencode({"query": expression})
    with urllib.request.urlopen(f"http://{LOOPBACK}:{network.port('prometheus')}/api/v1/query?{query}") as answer:
        found: list[Any] = json.load(answer)["data"]["result"]
    return float(found[0]["value"][1]) if found else 0.0
