"""Every kind says what of it others' events make."""

import pytest

from cli.services import NAMES, load
from services.chassis.replay.fields import differing, rebuilt_fields
from services.chassis.replay.shadow import LONGEST_NAME, shadow_name
from services.deciding import Aggregate

KINDS = [kind for service in load(NAMES) for kind in service.all_kinds]


class Heard(Aggregate):
    KIND = "heard"
    OWN_FIELDS = ("own",)
    HISTORY_FIELDS = ("count",)

    own: int = 0
    count: int = 0
    told: str = ""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_what_is_heard_says_what_is_its_own_and_names_fields_that_there_are(kind: type[Aggregate]) -> None:
    assert kind.OWN_FIELDS is not None or not kind.HEARD
    assert {*(kind.OWN_FIELDS or ()), *kind.HISTORY_FIELDS} <= kind.model_fields.keys()


def test_own_fields_are_left_out_and_counts_where_events_are_missing() -> None:
    assert rebuilt_fields(Heard, is_whole=True) == ("count", "told")
    assert rebuilt_fields(Heard, is_whole=False) == ("told",)


def test_a_difference_names_its_fields() -> None:
    live, rebuilt = Heard(id="1", own=1, count=2, told="a"), Heard(id="1", own=0, count=3, told="b")
    assert differing(live, rebuilt, is_whole=True, is_since=False) == ("count", "told")
    assert differing(live, rebuilt, is_whole=False, is_since=False) == ("told",)


def test_what_was_not_told_since_then_is_not_compared() -> None:
    live, rebuilt = Heard(id="1", told="a"), Heard(id="1")
    assert differing(live, rebuilt, is_whole=False, is_since=True) == ()
    assert differing(live, rebuilt, is_whole=False, is_since=False) == ("told",)


@pytest.mark.parametrize("service", NAMES)
def test_the_longest_namespace_has_a_side_place_of_its_own(service: str) -> None:
    name = shadow_name(f"{'n' * 40}_mentormesh_{service}")
    assert len(name) <= LONGEST_NAME
    assert name != shadow_name(f"{'n' * 40}_mentormesh_other")
