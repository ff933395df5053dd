from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentormesh_contracts import Envelope, MalformedRecord
from tests.contracts.instances import INSTANTS

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=50)
ENVELOPES = st.builds(
    Envelope,
    id=TEXT,
    type=TEXT,
    source=TEXT,
    subject=TEXT,
    time=INSTANTS,
    sequence=st.integers(1, 10**18 - 1),
    correlation_id=TEXT,
    causation_id=st.none() | TEXT,
    traceparent=st.none() | TEXT,
    accepted_time=st.none() | INSTANTS,
)
HEADERS = dict(
    Envelope(
        id="e1",
        type="mentormesh.person.left.v1",
        source="/mentormesh/profile",
        subject="p1",
        time=datetime(2026, 3, 1, tzinfo=UTC),
        sequence=7,
        correlation_id="c1",
    ).to_headers()
)


def read(**changed: bytes | None) -> Envelope:
    return Envelope.from_headers((HEADERS | changed).items())


@given(envelope=ENVELOPES)
def test_an_envelope_comes_back_from_its_headers(envelope: Envelope) -> None:
    assert Envelope.from_headers(envelope.to_headers()) == envelope


def test_its_headers_are_those_of_cloudevents_in_binary_mode() -> None:
    assert HEADERS["ce_specversion"] == b"1.0"
    assert HEADERS["content-type"] == b"application/json"
    assert all(name.startswith("ce_") for name in HEADERS if name != "content-type")


@pytest.mark.parametrize(
    "name", ["ce_id", "ce_type", "ce_source", "ce_specversion", "ce_time", "ce_subject", "ce_sequence"]
)
@pytest.mark.parametrize("value", [None, b""])
def test_a_required_header_that_is_missing_or_empty_is_named(name: str, value: bytes | None) -> None:
    with pytest.raises(MalformedRecord, match=f"header {name} is missing"):
        read(**{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ce_specversion", b"0.3"),
        ("ce_sequence", b"0"),
        ("ce_sequence", b"-1"),
        ("ce_sequence", b"1.5"),
        ("ce_sequence", "\u0663".encode()),
        ("ce_sequence", b"9" * 5000),
        ("ce_time", b"yesterday"),
        ("ce_acceptedtime", b"soon"),
        ("ce_subject", b"\xff\xfe"),
        ("ce_causationid", b"\xff"),
    ],
)
def test_a_header_that_says_nonsense_is_named(name: str, value: bytes) -> None:
    with pytest.raises(MalformedRecord, match=f"header {name} is"):
        read(**{name: value})


def test_headers_of_others_may_hold_anything() -> None:
    assert read(**{"x-binary": b"\xff\x00", "baggage": None}).subject == "p1"


def test_without_a_correlation_an_event_is_its_own() -> None:
    assert read(ce_correlationid=None).correlation_id == "e1"


def test_a_time_without_offset_is_read_as_utc_and_one_with_it_is_the_same_instant() -> None:
    assert read(ce_time=b"2026-03-01T09:30:00").time == datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    assert read(ce_time=b"2026-03-01T09:30:00+02:00").time.utcoffset() == timedelta(hours=2)
    assert read(ce_time=b"2026-03-01T09:30:00+02:00").time == datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
