"""Which of the aged rows stays."""

from services.chassis.mongo.driver import Document
from services.chassis.relay.aged import last_ones


def row(key: str, stamp: int, topic: str = "mentormesh.people.v1") -> Document:
    return {"_id": f"{key}-{stamp}", "topic": topic, "key": key, "stamp": stamp}


def test_the_last_one_of_each_aggregate_on_each_topic() -> None:
    rows = [row("ada", 2), row("ada", 1), row("bea", 7), row("ada", 1, "mentormesh.programmes.v1")]
    assert last_ones(rows) == ["ada-2", "bea-7", "ada-1"]


def test_topics_that_are_not_compacted_keep_none() -> None:
    assert last_ones([row("ada", 2, "mentormesh.operations.v1")]) == []
