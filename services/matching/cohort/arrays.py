"""Participants as the engine's arrays."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import numpy as np
from scipy.sparse import coo_array, csr_array

from mentormesh_contracts.people import Person
from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import Quality
from services.matching.cohort.numbers import GOALS, NONE, QUALITIES, Numbers
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.experience import main_discipline, primary_languages
from services.matching.domain.rules.hours import BLOCKS, usual_blocks
from services.matching.domain.rules.pair import passes_screening
from services.matching.engine.people import Flags, Floats, Integers, People, Sparse, Words

ENOUGH_RATERS = 3
"""Fewer raters' scores do not count, so that nobody can tell from an explanation what a single one said."""
ASSUMED = 0.7
"""What is assumed of a quality that too few have rated."""
STRONGEST = 5
WORDS = -(-BLOCKS // 64)


def to_arrays(
    participants: Sequence[Participant], numbers: Numbers, policy: Policy, monday: date, *, as_peers: bool = False
) -> People:
    """A row for each. Peers help with what they seek themselves: it is their common aim."""
    people = [participant.person for participant in participants]
    offered: Callable[[Person], Iterable[str]] = _goals_among_peers if as_peers else _goals_offered
    return People(
        organisation=_integers(numbers.organisations[person.organisation_id] for person in people),
        passes_screening=_flags(passes_screening(person, policy) for person in people),
        goals_sought=_dense([_by_rank(person.goals_sought) for person in people], GOALS),
        goals_offered=_dense([dict.fromkeys(offered(person), 1.0) for person in people], GOALS),
        skills_wanted=_sparse([_by_rank(person.weaknesses) for person in people], numbers.skills),
        skills=_sparse([_strengths(person) for person in people], numbers.skills),
        disciplines=_sparse([dict.fromkeys(person.disciplines, 1.0) for person in people], numbers.disciplines),
        years=_sparse([person.disciplines for person in people], numbers.disciplines),
        most_years=_floats(person.experience for person in people),
        main_discipline=_integers(numbers.disciplines.get(main_discipline(person) or "", NONE) for person in people),
        area=_integers(numbers.disciplines.get(person.area or "", NONE) for person in people),
        years_in_area=_floats(_years_in_area(person) for person in people),
        languages=_dense([dict.fromkeys(primary_languages(person), 1.0) for person in people], numbers.languages),
        hours=_hours(people, monday),
        said_hours=_flags(bool(person.weekly_hours) for person in people),
        qualities_wished=_dense([_wished(person) for person in people], QUALITIES),
        qualities_rated=_dense([_rated(participant) for participant in participants], QUALITIES),
    )


def _goals_offered(person: Person) -> Iterable[str]:
    return person.goals_offered


def _goals_among_peers(person: Person) -> Iterable[str]:
    return (*person.goals_offered, *person.goals_sought)


def _by_rank(names: Sequence[str]) -> dict[str, float]:
    """The first counts most: weights 1, 1/2, 1/3, …, which sum to 1."""
    weights = [1 / rank for rank in range(1, len(names) + 1)]
    return {name: weight / sum(weights) for name, weight in zip(names, weights, strict=True)}


def _strengths(person: Person) -> dict[str, float]:
    return {skill: level / STRONGEST for skill, level in person.strengths.items()}


def _years_in_area(person: Person) -> float:
    return person.experience if person.area is None else person.disciplines.get(person.area, 0.0)


def _wished(person: Person) -> dict[str, float]:
    total = sum(person.wished_qualities.values())
    if not total:
        return dict.fromkeys(QUALITIES, 1 / len(QUALITIES))
    return {quality: weight / total for quality, weight in person.wished_qualities.items()}


def _rated(participant: Participant) -> dict[str, float]:
    known = {score.quality: score.mean for score in participant.scores if score.raters >= ENOUGH_RATERS}
    return {quality: known.get(quality, ASSUMED) for quality in Quality}


def _hours(people: Sequence[Person], monday: date) -> Words:
    packed = b"".join(usual_blocks(person, monday).to_bytes(WORDS * 8, "little") for person in people)
    return np.frombuffer(packed, "<u8").astype(np.uint64).reshape(len(people), WORDS)


def _dense(rows: Sequence[Mapping[str, float]], columns: Mapping[str, int]) -> Floats:
    return np.asarray(_sparse(rows, columns).toarray(), np.float64)


def _sparse(rows: Sequence[Mapping[str, float]], columns: Mapping[str, int]) -> Sparse:
    cells = [(row, columns[name], value) for row, values in enumerate(rows) for name, value in values.items()]
    where = np.array([cell[:2] for cell in cells], np.int64).reshape(-1, 2).T
    values = np.array([cell[2] for cell in cells], np.float64)
    return csr_array(coo_array((values, (where[0], where[1])), (len(rows), len(columns))))


def _integers(values: Iterable[int]) -> Integers:
    return np.array(list(values), np.int64)


def _floats(values: Iterable[float]) -> Floats:
    return np.array(list(values), np.float64)


def _flags(values: Iterable[bool]) -> Flags:
    return np.array(list(values), np.bool_)
