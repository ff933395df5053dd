"""Addresses of servers, with the wire in the server's place."""

import re

from tests.wire.wire import Wire


def target_of(url: str) -> str:
    """host:port of a server's URL."""
    found = re.search(r"(?:^|//|@)([\w.-]+:\d+)", url)
    if found is None:
        raise ValueError(f"no host:port in {url}")
    return found[1]


def through(wire: Wire | str, url: str) -> str:
    """The same URL by way of the wire, or of its host:port.

    A MongoDB is asked directly then: by itself, a client would turn to the address that the replica set tells of.
    Kafka's clients turn to what the broker advertises, whatever they are given: a broker behind a wire has to be
    started with the wire's address as its own.
    """
    address = wire if isinstance(wire, str) else wire.url
    changed = url.replace(target_of(url), address, 1)
    if not changed.startswith("mongodb"):
        return changed
    return changed + ("&" if "?" in changed else "/?") + "directConnection=true"
