from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from services.scheduling.domain.wall_clock import SpokenTime, TimeSkipped, in_utc

NEW_YORK, KATHMANDU, LORD_HOWE = "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"
ZONES = (NEW_YORK, KATHMANDU, LORD_HOWE, "Europe/Paris", "UTC")
spoken_time: TypeAdapter[datetime] = TypeAdapter(SpokenTime)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("spoken", "zone", "meant"),
    [
        ("2027-03-14T01:59", NEW_YORK, "2027-03-14T06:59"),
        ("2027-03-14T03:00", NEW_YORK, "2027-03-14T07:00"),
        ("2027-07-01T09:00", KATHMANDU, "2027-07-01T03:15"),
        ("2027-10-03T01:59", LORD_HOWE, "2027-10-02T15:29"),
        ("2027-10-03T02:30", LORD_HOWE, "2027-10-02T15:30"),
    ],
)
def test_the_clock_on_the_wall_is_read_with_its_zone_s_rules(spoken: str, zone: str, meant: str) -> None:
    assert in_utc(datetime.fromisoformat(spoken), zone) == utc(meant)


@pytest.mark.parametrize(
    ("spoken", "zone", "instead"),
    [
        ("2027-03-14T02:00", NEW_YORK, "2027-03-14T03:00:00"),
        ("2027-03-14T02:59", NEW_YORK, "2027-03-14T03:59:00"),
        ("2027-10-03T02:15", LORD_HOWE, "2027-10-03T02:45:00"),
        ("2027-03-28T02:30", "Europe/Paris", "2027-03-28T03:30:00"),
    ],
)
def test_a_time_that_the_clocks_jump_over_is_refused(spoken: str, zone: str, instead: str) -> None:
    with pytest.raises(TimeSkipped) as refused:
        in_utc(datetime.fromisoformat(spoken), zone)
    assert refused.value.facts == {"clocks_show_instead": instead}


@pytest.mark.parametrize(
    ("spoken", "zone", "first"),
    [
        ("2027-11-07T01:30", NEW_YORK, "2027-11-07T05:30"),
        ("2027-04-04T01:45", LORD_HOWE, "2027-04-03T14:45"),
    ],
)
def test_a_time_that_comes_twice_is_the_first_of_the_two(spoken: str, zone: str, first: str) -> None:
    assert in_utc(datetime.fromisoformat(spoken), zone) == utc(first)


def test_a_time_is_planned_to_the_second() -> None:
    assert spoken_time.validate_python("2027-03-01T17:30:15.000").second == 15
    with pytest.raises(ValidationError, match="to the second"):
        spoken_time.validate_python(datetime(2027, 3, 1, 17, 30, 0, 1, tzinfo=UTC))


def test_whoever_means_the_second_sends_its_offset() -> None:
    assert in_utc(spoken_time.validate_python("2027-11-07T01:30-05:00"), NEW_YORK) == utc("2027-11-07T06:30")


def test_with_an_offset_it_is_that_moment_whatever_the_zone() -> None:
    assert in_utc(spoken_time.validate_python("2027-03-14T02:30:00Z"), NEW_YORK) == utc("2027-03-14T02:30")


@given(
    st.datetimes(
        datetime.fromisoformat("2000-01-02T00:00"),
        datetime.fromisoformat("2998-01-01T00:00"),
        timezones=st.sampled_from(ZONES).map(ZoneInfo),
    )
)
def test_every_moment_s_own_time_is_read_as_that_moment_or_the_same_time_earlier(moment: datetime) -> None:
    there = moment.astimezone(UTC).astimezone(moment.tzinfo)
    read = in_utc(there.replace(tzinfo=None, fold=0), str(there.tzinfo))
    assert read == there.astimezone(UTC) or (there.fold and read < there.astimezone(UTC) <= read + timedelta(hours=1))


@pytest.mark.parametrize(
    "written",
    [
        "2027-03-01",
        "2027-03-01 10:00",
        "1800000000",
        1800000000,
        "2027-03-01T10:00:00.5",
        "tomorrow",
        "1999-01-01T10:00",
        "2027-02-30T10:00",
        "2027-03-01T10:00+05:45:30",
        "２027-03-01T10:00",
        "2999-12-31T23:59-14:00",
        None,
    ],
)
def test_anything_else_is_no_time(written: object) -> None:
    with pytest.raises(ValidationError):
        spoken_time.validate_python(written)


@pytest.mark.parametrize("written", ["2027-03-01T10:00", "2027-03-01T10:00:30", "2027-03-01T10:00:00.000Z"])
def test_it_is_written_as_programs_write_it(written: str) -> None:
    assert spoken_time.validate_python(written).date().isoformat() == "2027-03-01"
