"""Records that are no events: taken out of the stream, shown to operators, and of no harm to their neighbours."""

import asyncio
from functools import partial
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer

from mentormesh_contracts.people import PersonChanged
from mentormesh_contracts.topics import PEOPLE
from tests.journeys.support.acts import enrol, open_programme
from tests.journeys.support.network import Network
from tests.journeys.support.party import problem
from tests.journeys.support.people import mentor, register
from tests.journeys.support.waiting import eventually

LISTENING = ("matching", "scheduling")
"""Services that hear of people."""


async def publish(network: Network, key: str, body: bytes) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=network.settings.kafka_url, acks="all")
    await producer.start()
    try:
        headers = [("ce_type", PersonChanged.TYPE.encode()), ("ce_specversion", b"1.0")]
        await producer.send_and_wait(network.settings.topic(PEOPLE.name), body, key=key.encode(), headers=headers)
    finally:
        await producer.stop()


def held(network: Network, service: str) -> list[dict[str, Any]]:
    """What the service holds of our making."""
    path = f"/v1/operations/{service}/held-records"
    return [each for each in network.operator.all(path, state="dead") if each["topic"] == PEOPLE.name]


@pytest.mark.parametrize("service", LISTENING)
def test_a_malformed_record_is_a_dead_letter_with_its_reason_and_its_neighbours_are_heard(
    network: Network, service: str
) -> None:
    yew = network.joined("Yew")
    (person,) = register(yew, mentor(yew))
    before = {each["id"] for each in held(network, service)}
    asyncio.run(publish(network, person, b"{"))
    assert yew.ask("PATCH", f"/v1/people/{person}", {"places_offered": 7}).is_success
    (other,) = register(yew, mentor(yew))

    programme = open_programme(yew)
    enrol(yew, programme, "mentor", person, other)
    places = {each["person_id"]: each["offered"] for each in yew.all("/v1/places/mentors")}
    assert places[person] == 7
    (dead,) = eventually(partial(newly_held, network, service, before))
    assert (dead["state"], dead["reason"]) == ("dead", "malformed")
    assert dead["why"]

    path = f"/v1/operations/{service}/held-records"
    whole = network.operator.get(f"{path}/one", id=dead["id"])
    assert (whole["body"], whole["headers"]["ce_type"]) == ("{", PersonChanged.TYPE)
    assert network.operator.post(f"{path}/redrive", {"id": dead["id"]})["state"] == "dead"
    given_up = network.operator.post(f"{path}/discard", {"id": dead["id"], "reason": "nonsense"})
    assert given_up["state"] == "discarded"
    assert problem(yew.ask("GET", path)) == (403, "scope-missing")


def newly_held(network: Network, service: str, before: set[str]) -> list[dict[str, Any]]:
    return [each for each in held(network, service) if each["id"] not in before]
