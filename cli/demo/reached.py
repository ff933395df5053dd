"""A network that is up already, somewhere else: nothing is started, and nothing is stopped."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi.routing import APIRoute

from cli.client import Client
from cli.client.apart import Addresses, Apart
from cli.demo.installation import Installation, ready
from cli.errors import WrongUsage
from cli.services import NAMES, load
from deploy.local import start_servers
from services.chassis.service import Service
from services.chassis.settings import load_settings


def addresses(given: Iterable[str]) -> dict[str, list[str]]:
    """By service: where it is, from texts such as "profile=http://127.0.0.1:8002". Raises WrongUsage."""
    found: dict[str, list[str]] = {}
    for text in given:
        name, _, url = text.partition("=")
        if name not in NAMES or not url.startswith(("http://", "https://")):
            raise WrongUsage(f"--at {text} is not SERVICE=URL, with a service of {', '.join(NAMES)}")
        found.setdefault(name, []).append(url.rstrip("/"))
    if found and (missing := [name for name in NAMES if name not in found]):
        raise WrongUsage(f"--at is missing for {', '.join(missing)}")
    return found


def transport_of(at: Addresses) -> Apart:
    """Brings every request to the service that answers it."""
    return Apart(at, [(route.path_regex, one.name) for one in load(NAMES) for route in _routes(one)])


def _routes(service: Service) -> list[APIRoute]:
    return [route for route in service.router.routes if isinstance(route, APIRoute)]


@asynccontextmanager
async def reached(directory: Path, at: Addresses) -> AsyncIterator[Installation]:
    """The network at these addresses, as soon as it is ready; settings name its broker, its prefix and its signing key.

    Raises WrongUsage, DirectoryInUse or DidNotCome.
    """
    settings = load_settings()
    if "kafka_url" not in settings.model_fields_set or settings.signing_key is None:
        raise WrongUsage("--at needs MENTORMESH_KAFKA_URL and MENTORMESH_SIGNING_KEY of that network")
    with await asyncio.to_thread(start_servers, directory, mongo=False, valkey=False) as servers:
        key = settings.signing_key.get_secret_value()
        url = at[NAMES[0]][0]
        installation = Installation(servers, None, directory, url, settings.namespace, key, lambda: transport_of(at))
        async with Client(url, patience=0.01, transport=installation.transport()) as client:
            await ready(installation, client)
        yield installation
