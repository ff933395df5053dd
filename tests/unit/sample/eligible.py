"""Who could mentor whom in the sample: hard rules only, written anew from the design and as plainly as can be."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from mentormesh_contracts.vocabulary import Role, Screening, Weekday
from services.profile.domain.roster import PersonDeclaration

A_MONDAY = date(2026, 3, 2)
WEEK = 7 * 24 * 2
"""Half hours."""


class Member(NamedTuple):
    """A person of the network."""

    organisation: str
    said: PersonDeclaration

    @property
    def id(self) -> str:
        return f"{self.organisation}/{self.said.external_id}"

    @property
    def is_ready(self) -> bool:
        return Role.MENTEE in self.said.roles and bool(self.said.goals_sought and self.said.wished_qualities)

    @property
    def offers_places(self) -> bool:
        return Role.MENTOR in self.said.roles and self.said.places_offered > 0

    @property
    def area(self) -> str:
        return self.said.area_sought or next(iter(self.said.disciplines))


def free(person: PersonDeclaration) -> int:
    """The half hours of a week, in UTC, in which a person is free: a set of bits."""
    return sum(1 << slot for slot in {slot for hours in _utc(person) for slot in hours})


def eligible(mentee: Member, mentor: Member, hours: Mapping[str, int]) -> bool:
    return (
        mentee.id != mentor.id
        and mentor.said.disciplines.get(mentee.area, 0) >= mentee.said.disciplines.get(mentee.area, 0) + 1
        and bool(set(mentee.said.languages) & set(mentor.said.languages))
        and (hours[mentee.id] & hours[mentor.id]).bit_count() >= 2
        and Screening.REFUSED not in (mentee.said.screening, mentor.said.screening)
        and not _kept_apart(mentee, mentor)
    )


def _kept_apart(one: Member, other: Member) -> bool:
    return one.organisation == other.organisation and any(
        b.said.external_id in (*a.said.never_with_external_ids, *a.said.reporting_line_external_ids)
        for a, b in ((one, other), (other, one))
    )


def _utc(person: PersonDeclaration) -> Sequence[range | list[int]]:
    return [
        [
            (_slot(hours.day, hours.start, person.zone) + each) % WEEK
            for each in range(_half_hours(hours.start, hours.end))
        ]
        for hours in person.weekly_hours
    ]


def _half_hours(start: time, end: time) -> int:
    minutes = (end.hour * 60 + end.minute or 24 * 60) - (start.hour * 60 + start.minute)
    return minutes // 30


@cache
def _slot(day: Weekday, start: time, zone: str) -> int:
    local = datetime.combine(A_MONDAY + timedelta(days=list(Weekday).index(day)), start, ZoneInfo(zone))
    since = local.astimezone(UTC) - datetime.combine(A_MONDAY, time(), UTC)
    return round(since / timedelta(minutes=30)) % WEEK
