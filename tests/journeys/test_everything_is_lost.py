"""Every database and every topic is lost: a backup brings the network back as it was, and it goes on."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from cli.services import NAMES
from deploy.local import Servers
from services.chassis.kafka.topics import open_admin
from tests.fresh_names import FreshNames
from tests.integration.cli.command import mentormesh
from tests.journeys.support.acts import accept, enrol, open_programme, plan, request
from tests.journeys.support.network import Network
from tests.journeys.support.party import Party
from tests.journeys.support.people import mentee, mentor, register_many
from tests.journeys.support.streams import faults, history
from tests.journeys.support.waiting import eventually

RULES = ("sequence", "once", "event_ids", "caused_once", "enrolled_once", "places", "transitions")
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def test_a_backup_brings_the_network_back_and_it_goes_on(servers: Servers, session_prefix: str, tmp_path: Path) -> None:
    network = Network(servers, FreshNames.next(session_prefix).namespace, tmp_path)
    folder = str(tmp_path / "backup")
    with network.running(replicas=1):
        party = network.joined("Hazel")
        programme = open_programme(party)
        mentorship = paired(party, programme)
        booked = plan(party, mentorship, in_days(1))
        assert "documents, as of" in done(network, "create", folder)
        plan(party, mentorship, in_days(2))  # nobody will know of it
    before = kept(network)
    lose_everything(network)
    assert not kept(network)

    assert "documents, as of" in done(network, "check", folder)
    done(network, "restore", folder)
    assert kept(network)["profile"] == before["profile"]
    network.seen.forget()
    with network.running(replicas=1):
        shown = party.get("/v1/sessions", mentorship_id=mentorship)["items"]
        assert [each["id"] for each in shown] == [booked["id"]]
        # What the lost session kept free is free again, and whoever was registered goes on.
        plan(party, mentorship, in_days(2))
        accept_another(party, programme)
        eventually(lambda: not any(unpublished(network).values()))
        assert not faults(history(network), *RULES)


def in_days(days: int) -> datetime:
    return datetime.now(UTC).replace(microsecond=0) + timedelta(days=days)


def paired(party: Party, programme: str) -> str:
    """The id of a mentorship that has begun."""
    mentor_id, mentee_id = register_many(party, [mentor(party), mentee(party)])
    enrol(party, programme, "mentor", mentor_id)
    enrol(party, programme, "mentee", mentee_id)
    mentorship = str(request(party, programme, mentee_id, mentor_id)["id"])
    accept(party, mentorship, mentor_id)
    return mentorship


def accept_another(party: Party, programme: str) -> None:
    """A second pair comes together after everything was lost."""
    plan(party, paired(party, programme), in_days(3))


def done(network: Network, *words: str) -> str:
    """What the command says of a backup."""
    ended = mentormesh("backup", *words, **network.environment)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def databases(network: Network) -> dict[str, str]:
    return {name: network.settings.database(name) for name in NAMES}


def kept(network: Network) -> dict[str, dict[str, int]]:
    """How many documents each service keeps of each kind, but for who owns what and what is noted of the broker."""
    with MongoClient[dict[str, Any]](network.servers.mongo_url) as client:
        found = {
            service: {
                kind: client[name][kind].count_documents({})
                for kind in client[name].list_collection_names()
                if kind not in ("leases", "relay")
            }
            for service, name in databases(network).items()
        }
    return {service: kinds for service, kinds in found.items() if kinds}


def unpublished(network: Network) -> dict[str, int]:
    with MongoClient[dict[str, Any]](network.servers.mongo_url) as client:
        return {
            name: client[database]["outbox"].count_documents({"pending": True})
            for name, database in databases(network).items()
        }


def lose_everything(network: Network) -> None:
    """All that it has on any server."""
    with MongoClient[dict[str, Any]](network.servers.mongo_url) as client:
        for name in databases(network).values():
            client.drop_database(name)
    asyncio.run(_lose_topics(network))


async def _lose_topics(network: Network) -> None:
    admin = await open_admin(network.settings)
    try:
        await admin.delete_topics([name for name in await admin.list_topics() if name.startswith(network.namespace)])
    finally:
        await admin.close()
