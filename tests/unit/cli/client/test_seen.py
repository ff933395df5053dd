import pytest

from cli.client import seen as module
from cli.client.seen import Seen
from services.chassis.http.position import MOST, decode_position, encode_position


def test_nothing_seen_is_nothing_to_wait_for() -> None:
    seen = Seen()
    seen.note(None)
    assert seen.header() is None


def test_only_the_latest_sources_are_carried() -> None:
    seen = Seen()
    for number in range(MOST + 10):
        seen.note(encode_position([(f"people/{number}", 1)]))
    carried = decode_position(seen.header())
    assert len(carried) == MOST
    assert carried[-1] == (f"people/{MOST + 9}", 1)


def test_what_was_seen_long_ago_is_known_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Seen()
    seen.note(encode_position([("people/1", 1)]))
    monkeypatch.setattr(module, "KEPT_SECONDS", -1)
    assert seen.header() is None
