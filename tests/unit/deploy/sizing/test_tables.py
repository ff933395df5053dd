"""What the model knows of the services is what they are."""

from datetime import timedelta

from cli.services import NAMES, load
from deploy.sizing import committed
from deploy.sizing.drivers import BY_TIME, FEW, GROWS_WITH, SMALL, STREAMS
from deploy.sizing.hearing import HEARD, SPOKEN, full_name
from deploy.sizing.size import FULL, PARTITIONS
from deploy.sizing.storage import ANSWERS_HOURS, HISTORY_DAYS, OUTBOX_DAYS
from mentormesh_contracts import TOPICS
from services.chassis.settings import Settings


def test_it_knows_who_hears_and_who_speaks() -> None:
    services = load(NAMES)
    assert {each.name: set(each.follows) for each in services} == {
        name: {full_name(stream) for stream in streams} for name, streams in HEARD.items()
    }
    every_service = {topic.name for topic in TOPICS if topic.owner == "*"}
    assert {each.name: set(each.publishes_to) - every_service for each in services} == {
        name: {full_name(stream) for stream in streams} for name, streams in SPOKEN.items()
    }


def test_every_aggregate_is_one_that_grows_or_one_that_stays_small() -> None:
    kinds = {f"{service.name}.{kind.KIND}" for service in load(NAMES) for kind in service.all_kinds}
    assert {kind for kind in kinds if kind not in GROWS_WITH and kind.partition(".")[2] not in SMALL} == set()


def test_every_collection_that_was_measured_is_reckoned_with_or_known_to_be_small() -> None:
    measured = {f"{each.service}.{each.collection}": each for each in committed().sample.collections}
    left = {name for name in measured if name.partition(".")[2] not in (*SMALL, *BY_TIME)} - {*GROWS_WITH, *FEW}
    assert left == set()


def test_what_is_kept_for_a_time_is_so_as_long_as_settings_and_topics_say() -> None:
    settings = Settings()
    assert (settings.outbox_keep_days, settings.answers_keep_hours) == (OUTBOX_DAYS, ANSWERS_HOURS)
    assert settings.batch_size == FULL
    growing = [topic for topic in TOPICS if topic.name in {full_name(stream) for stream in STREAMS}]
    assert {topic.history for topic in growing} == {timedelta(days=HISTORY_DAYS)}
    assert {topic.partitions for topic in growing} == {PARTITIONS}
