"""What is missing before a person can be enrolled, by role."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from mentormesh_contracts.people import Person
from mentormesh_contracts.term import Term
from mentormesh_contracts.vocabulary import PersonStatus, Role, Screening


class Gap(Term):
    """Something that a programme needs to know of a person, or that stands in the way."""

    NO_ROLE = "no_role", "Nobody has said whether the person is a mentor or a mentee."
    HAS_LEFT = "has_left", "The person has left; whoever registers them again brings them back."
    SCREENING_REFUSED = "screening_refused", "The person was screened and not cleared: they are never matched."
    GOALS_NOT_CHOSEN = "goals_not_chosen", "Which of the six goals does the mentee seek?"
    QUALITIES_NOT_WEIGHED = "qualities_not_weighed", "How much does the mentee value each of the five qualities?"
    AREA_NOT_SAID = "area_not_said", "In which discipline does the mentee want to learn?"
    GOALS_NOT_OFFERED = "goals_not_offered", "Which of the six goals does the mentor help with?"
    EXPERIENCE_NOT_SAID = "experience_not_said", "In which disciplines is the mentor experienced, for how many years?"
    NO_PLACES = "no_places", "How many mentorships does the mentor take at once?"
    LANGUAGES_NOT_SAID = "languages_not_said", "In which languages can the person meet?"
    HOURS_NOT_SAID = "hours_not_said", "At which hours of the week does the person usually have time?"


class Check(NamedTuple):
    """When there is a gap, and which field of the declaration fills it."""

    gap: Gap
    field: str
    is_open: Callable[[Person], bool]


class Readiness(NamedTuple):
    """What stands in the person's way whatever they would be, and what each of their roles lacks."""

    gaps: tuple[Check, ...]
    by_role: Mapping[Role, tuple[Check, ...]]


WHOEVER = (
    Check(Gap.NO_ROLE, "roles", lambda person: not person.roles),
    Check(Gap.HAS_LEFT, "status", lambda person: person.status is PersonStatus.LEFT),
)
IN_CONFIDENCE = (Check(Gap.SCREENING_REFUSED, "screening", lambda person: person.screening is Screening.REFUSED),)
TO_MEET = (
    Check(Gap.LANGUAGES_NOT_SAID, "languages", lambda person: not person.languages),
    Check(Gap.HOURS_NOT_SAID, "weekly_hours", lambda person: not person.weekly_hours),
)
BY_ROLE = {
    Role.MENTEE: (
        Check(Gap.GOALS_NOT_CHOSEN, "goals_sought", lambda person: not person.goals_sought),
        Check(Gap.QUALITIES_NOT_WEIGHED, "wished_qualities", lambda person: not any(person.wished_qualities.values())),
        Check(Gap.AREA_NOT_SAID, "area_sought", lambda person: person.area is None),
        *TO_MEET,
    ),
    Role.MENTOR: (
        Check(Gap.GOALS_NOT_OFFERED, "goals_offered", lambda person: not person.goals_offered),
        Check(Gap.EXPERIENCE_NOT_SAID, "disciplines", lambda person: not person.disciplines),
        Check(Gap.NO_PLACES, "places_offered", lambda person: person.places_offered == 0),
        *TO_MEET,
    ),
}


def readiness_of(person: Person, *, in_confidence: bool) -> Readiness:
    """Every gap, in the order in which one would ask. The result of a screening is for coordinators alone."""
    general = (*WHOEVER, *IN_CONFIDENCE) if in_confidence else WHOEVER
    return Readiness(
        _open(general, person), {role: _open(BY_ROLE[role], person) for role in person.roles if role in BY_ROLE}
    )


def _open(checks: tuple[Check, ...], person: Person) -> tuple[Check, ...]:
    return tuple(check for check in checks if check.is_open(person))
