"""Participants as the engine's columns."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import numpy as np

from mentormesh_contracts.people import Person
from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import Goal, Quality
from services.matching.cohort.declared import goals_sought, qualities_rated, qualities_wished
from services.matching.cohort.numbers import GOALS, NONE, Numbers
from services.matching.cohort.shares import bits, by_rank, whole
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.experience import hundredths, main_discipline, primary_languages
from services.matching.domain.rules.hours import usual_blocks
from services.matching.domain.rules.pair import passes_screening
from services.matching.engine.arrays import Bytes, Flags, Ints, Shorts, Words
from services.matching.engine.columns import Lists, People
from services.matching.engine.columns.people import HOUR_WORDS

STRONGEST = 5
WORD = 64


def to_columns(
    participants: Sequence[Participant], numbers: Numbers, policy: Policy, monday: date, *, as_peers: bool = False
) -> People:
    """A row for each. Peers help with what they seek themselves: it is their common aim."""
    people = [participant.person for participant in participants]
    offered: Callable[[Person], Iterable[str]] = _goals_among_peers if as_peers else _goals_offered
    return People(
        organisation=_ints(numbers.organisations[person.organisation_id] for person in people),
        passes_screening=_flags(passes_screening(person, policy) for person in people),
        goals_sought=_shorts((goals_sought(person) for person in people), len(Goal)),
        goals_offered=_bytes(bits(GOALS[goal] for goal in offered(person)) for person in people),
        skills_wanted=Lists.of(_skills_wanted(person, numbers) for person in people),
        skills=Lists.of(_skills(person, numbers) for person in people),
        disciplines=_words((bits(_disciplines(person, numbers)) for person in people), len(numbers.disciplines)),
        years=Lists.of(_years(person, numbers) for person in people),
        most_years=_ints(hundredths(person.experience) for person in people),
        main_discipline=_ints(numbers.disciplines.get(main_discipline(person) or "", NONE) for person in people),
        area=_ints(numbers.disciplines.get(person.area or "", NONE) for person in people),
        years_in_area=_ints(hundredths(_years_in_area(person)) for person in people),
        languages=_words((bits(_languages(person, numbers)) for person in people), len(numbers.languages)),
        hours=_words((usual_blocks(person, monday) for person in people), HOUR_WORDS * WORD),
        said_hours=_flags(bool(person.weekly_hours) for person in people),
        qualities_wished=_shorts((qualities_wished(person) for person in people), len(Quality)),
        qualities_rated=_shorts((qualities_rated(participant) for participant in participants), len(Quality)),
    )


def _goals_offered(person: Person) -> Iterable[str]:
    return person.goals_offered


def _goals_among_peers(person: Person) -> Iterable[str]:
    return (*person.goals_offered, *person.goals_sought)


def _skills_wanted(person: Person, numbers: Numbers) -> dict[int, int]:
    wanted = (numbers.skills[skill] for skill in person.weaknesses)
    return dict(zip(wanted, by_rank(len(person.weaknesses)), strict=True))


def _skills(person: Person, numbers: Numbers) -> dict[int, int]:
    return {numbers.skills[skill]: whole(level / STRONGEST) for skill, level in person.strengths.items()}


def _disciplines(person: Person, numbers: Numbers) -> Iterable[int]:
    return (numbers.disciplines[name] for name in person.disciplines)


def _years(person: Person, numbers: Numbers) -> dict[int, int]:
    return {numbers.disciplines[name]: hundredths(years) for name, years in person.disciplines.items()}


def _years_in_area(person: Person) -> float:
    return person.experience if person.area is None else person.disciplines.get(person.area, 0.0)


def _languages(person: Person, numbers: Numbers) -> Iterable[int]:
    return (numbers.languages[tag] for tag in primary_languages(person))


def _words(sets: Iterable[int], size: int) -> Words:
    width = max(1, -(-size // WORD))
    packed = b"".join(each.to_bytes(width * 8, "little") for each in sets)
    return np.frombuffer(packed, "<u8").astype(np.uint64).reshape(-1, width)


def _shorts(rows: Iterable[Sequence[int]], width: int) -> Shorts:
    return np.array(list(rows), np.uint16).reshape(-1, width)


def _bytes(values: Iterable[int]) -> Bytes:
    return np.array(list(values), np.uint8)


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), np.int32)


def _flags(values: Iterable[bool]) -> Flags:
    return np.array(list(values), np.bool_)
