"""What stands in which column: organisations, skills, disciplines and languages of a cohort get numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from mentormesh_contracts.vocabulary import Goal, Quality
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.experience import primary_languages

NONE = -1
GOALS: Mapping[str, int] = {goal: number for number, goal in enumerate(Goal)}
QUALITIES: Mapping[str, int] = {quality: number for number, quality in enumerate(Quality)}


@dataclass(frozen=True)
class Numbers:
    """Names by column, in alphabetical order, so that the same people give the same arrays."""

    organisations: Mapping[str, int]
    skills: Mapping[str, int]
    disciplines: Mapping[str, int]
    languages: Mapping[str, int]

    @classmethod
    def of(cls, people: Iterable[Participant]) -> Self:
        """For everyone who will be compared."""
        everyone = [participant.person for participant in people]
        return cls(
            _numbered(person.organisation_id for person in everyone),
            _numbered(name for person in everyone for name in (*person.strengths, *person.weaknesses)),
            _numbered(
                name for person in everyone for name in (*person.disciplines, *filter(None, [person.area_sought]))
            ),
            _numbered(name for person in everyone for name in primary_languages(person)),
        )


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted(set(names)))}
