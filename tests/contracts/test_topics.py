import re
from itertools import groupby
from typing import Any, get_type_hints

import pytest

from mentormesh_contracts import EVENTS, TOPIC_OF, TOPICS, Event, Topic, fact

TYPE_NAME = re.compile(r"mentormesh\.(?P<aggregate>[a-z]+)\.(?P<act>[a-z_]+)\.v(?P<major>[1-9][0-9]*)")
IRREGULAR = {"left", "set", "made", "given", "held", "withdrew", "taken"}
DAY = 24 * 60 * 60 * 1000


def aggregate(event: type[Event]) -> str:
    return event.TYPE.split(".")[1]


def state_after(event: type[Event]) -> Any:
    field = event.model_fields["after"]
    return field.annotation


def test_the_table_of_topics_is_the_one_that_was_agreed() -> None:
    assert {topic.name: (topic.owner, topic.partitions, topic.compacted) for topic in TOPICS} == {
        "mentormesh.organisations.v1": ("partners", 4, True),
        "mentormesh.credentials.v1": ("partners", 4, True),
        "mentormesh.people.v1": ("profile", 16, True),
        "mentormesh.programmes.v1": ("matching", 16, True),
        "mentormesh.mentorships.v1": ("matching", 16, True),
        "mentormesh.sessions.v1": ("scheduling", 16, True),
        "mentormesh.feedback.v1": ("feedback", 16, True),
        "mentormesh.operations.v1": ("*", 4, False),
    }


def test_each_event_is_on_exactly_one_topic() -> None:
    listed = [event for topic in TOPICS for event in topic.events]
    assert len(listed) == len(set(listed)) == len(EVENTS) == len(TOPIC_OF)


def test_every_event_that_is_defined_is_on_a_topic() -> None:
    def all_below(model: type[Event]) -> set[type[Event]]:
        return {model}.union(*(all_below(below) for below in model.__subclasses__()))

    ours = {event for event in all_below(Event) if event.__module__.startswith("mentormesh_contracts.")}
    assert {event for event in ours if "TYPE" in vars(event)} == set(TOPIC_OF)


@pytest.mark.parametrize("name", EVENTS)
def test_a_type_is_named_by_its_aggregate_in_the_past_tense_and_by_its_major_version(name: str) -> None:
    found = TYPE_NAME.fullmatch(name)
    assert found is not None
    assert any(word.endswith("ed") or word in IRREGULAR for word in found["act"].split("_"))


@pytest.mark.parametrize("event", TOPIC_OF, ids=lambda event: event.TYPE)
def test_the_key_of_an_event_is_the_id_of_the_state_after_it(event: type[Event]) -> None:
    assert event.model_fields["after"].is_required()
    assert get_type_hints(state_after(event), include_extras=True)["id"] == vars(fact)["Identifier"]


def test_an_aggregate_has_one_topic_and_one_shape_so_that_its_last_event_rebuilds_it() -> None:
    events = sorted(TOPIC_OF, key=aggregate)
    for name, own in groupby(events, key=aggregate):
        shapes = {(TOPIC_OF[event].name, state_after(event)) for event in own}
        assert len(shapes) == 1, name


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_a_topic_s_settings_are_kafka_s_own(topic: Topic) -> None:
    if topic.compacted:
        assert topic.configuration == {"cleanup.policy": "compact", "min.compaction.lag.ms": str(30 * DAY)}
    else:
        assert topic.configuration == {"cleanup.policy": "delete", "retention.ms": str(30 * DAY)}
