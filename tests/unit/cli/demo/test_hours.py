from datetime import UTC, date, datetime, timedelta

from cli.demo.hours import common_starts

MONDAY = date(2027, 3, 1)


def person(zone: str, *hours: tuple[str, str, str]) -> dict[str, object]:
    return {"zone": zone, "weekly_hours": [{"day": day, "start": start, "end": end} for day, start, end in hours]}


def test_hours_are_compared_in_utc() -> None:
    berlin = person("Europe/Berlin", ("tuesday", "17:00:00", "19:00:00"))
    london = person("Europe/London", ("tuesday", "17:00:00", "19:00:00"))
    assert common_starts([berlin, london], MONDAY) == [datetime(2027, 3, 2, 17, tzinfo=UTC)]


def test_a_meeting_can_begin_every_half_hour_that_leaves_it_its_length() -> None:
    one = person("UTC", ("monday", "10:00:00", "12:00:00"))
    starts = common_starts([one], MONDAY)
    assert [f"{start:%H:%M}" for start in starts] == ["10:00", "10:30", "11:00"]
    assert len(common_starts([one], MONDAY, length=timedelta(hours=2))) == 1


def test_midnight_is_the_end_of_the_day() -> None:
    late = person("UTC", ("monday", "22:30:00", "00:00:00"))
    assert [f"{start:%H:%M}" for start in common_starts([late], MONDAY)] == ["22:30", "23:00"]


def test_whoever_has_said_no_hours_forbids_none() -> None:
    one = person("UTC", ("monday", "10:00:00", "11:00:00"))
    assert common_starts([one, person("UTC")], MONDAY) == [datetime(2027, 3, 1, 10, tzinfo=UTC)]
    assert common_starts([person("UTC")], MONDAY) == []


def test_people_without_an_hour_in_common_have_no_start() -> None:
    early = person("UTC", ("monday", "08:00:00", "09:00:00"))
    late = person("UTC", ("monday", "09:00:00", "10:00:00"))
    assert common_starts([early, late], MONDAY) == []


def test_the_week_may_begin_on_any_day() -> None:
    one = person("UTC", ("monday", "10:00:00", "11:00:00"))
    assert common_starts([one], date(2027, 3, 4)) == [datetime(2027, 3, 8, 10, tzinfo=UTC)]
