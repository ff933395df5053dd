"""`mentormesh doctor` on real servers: what was damaged on purpose is named, with what to do about it."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from bson import Timestamp
from pymongo import MongoClient

from services.chassis.kafka.topics import open_admin
from tests.integration.cli.command import Environment, address_of, mentormesh, running
from tests.told_settings import settings_of

Found = dict[tuple[str, str], dict[str, str]]


def examined(environment: Environment, *arguments: str) -> tuple[int, Found]:
    """The exit code, and the findings by where and what."""
    ended = mentormesh("doctor", *arguments, "--json", **environment)
    findings = json.loads(ended.stdout)
    # The worst of each: a broker that tells how it keeps a topic may give rise to several findings.
    ordered = sorted(findings, key=lambda each: each["severity"] == "broken")
    return ended.returncode, {(each["where"], each["what"]): each for each in ordered}


@contextmanager
def database_of(environment: Environment, service: str) -> Iterator[Any]:
    """The service's own."""
    settings = settings_of(environment)
    with MongoClient[dict[str, Any]](settings.mongo_url) as client:
        yield client[settings.database(service)]


def test_a_running_service_is_fine_and_what_is_taken_from_it_is_missed(with_topics: Environment) -> None:
    with running("serve", "scheduling", "--port", "0", **with_topics) as process:
        address_of(process)
        code, found = examined(with_topics, "scheduling")
        assert code == 0, found
        assert found["scheduling", "state"]["severity"] == "fine"
        assert found["rate limits", "server"]["severity"] == "fine"
        assert found["database", "members"]["severity"] == "warning"
        assert mentormesh("doctor", "scheduling", "--strict", **with_topics).returncode == 1
    with database_of(with_topics, "scheduling") as database:
        database["outbox"].drop_index("pending")
        database["outbox"].insert_one({"_id": "left", "pending": True, "lane": 0, "stamp": Timestamp(1_700_000_000, 1)})
        database["leases"].update_one({"_id": "housekeeping"}, {"$set": {"owner": None}})
    code, found = examined(with_topics, "scheduling")
    assert code == 1
    assert "outbox.pending" in found["scheduling", "indexes"]["found"]
    assert found["scheduling", "lease"]["severity"] == "broken"


def test_topics_that_are_missing_or_have_other_partitions_are_named(environment: Environment) -> None:
    settings = settings_of(environment)
    asyncio.run(_one_partition(settings.topic("mentormesh.people.v1"), environment))
    code, found = examined(environment, "partners")
    assert code == 1
    assert found["broker", settings.topic("mentormesh.people.v1")]["found"].startswith("1 partitions, not 16")
    missing = found["broker", settings.topic("mentormesh.sessions.v1")]
    assert (missing["severity"], missing["found"]) == ("broken", "it is missing")
    assert "topics create" in missing["advice"]


async def _one_partition(name: str, environment: Environment) -> None:
    from aiokafka.admin import NewTopic

    admin = await open_admin(settings_of(environment))
    try:
        await admin.create_topics([NewTopic(name, 1, 1)])
    finally:
        await admin.close()


@pytest.mark.parametrize("name", ["KAFKA", "MONGO", "REDIS"])
def test_a_server_that_is_away_is_named_and_the_others_are_looked_at(
    with_topics: Environment, port: int, name: str
) -> None:
    away = {
        "KAFKA": f"127.0.0.1:{port}",
        "MONGO": f"mongodb://me:hidden@127.0.0.1:{port}",
        "REDIS": f"redis://x:hidden@127.0.0.1:{port}",
    }
    where = {"KAFKA": "broker", "MONGO": "database", "REDIS": "rate limits"}[name]
    code, found = examined({**with_topics, f"MENTORMESH_{name}_URL": away[name]}, "partners")
    assert code == 1
    assert found[where, "server"]["severity"] == ("warning" if name == "REDIS" else "broken")
    assert str(port) in found[where, "server"]["found"]
    assert "hidden" not in json.dumps(list(found.values()))
    assert {"settings", "broker", "database"} <= {place for place, _ in found}


def test_who_is_in_trouble_is_told_in_a_table_and_one_line(environment: Environment) -> None:
    ended = mentormesh("doctor", "partners", **environment)
    assert ended.returncode == 1
    assert "it is missing" in ended.stdout
    assert ended.stderr.startswith("mentormesh: ")
    assert "broken" in ended.stderr
