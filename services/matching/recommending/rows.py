"""A participant in the engine's numbers: what a cohort's columns hold, for one person."""

from datetime import date

from mentormesh_contracts.vocabulary import Screening
from services.matching.cohort.columns import STRONGEST
from services.matching.cohort.declared import goals_sought, qualities_rated, qualities_wished
from services.matching.cohort.numbers import GOALS
from services.matching.cohort.shares import bits, by_rank, whole
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.experience import hundredths, main_discipline, primary_languages
from services.matching.domain.rules.hours import usual_blocks
from services.matching.engine.arrays import NOBODY
from services.matching.engine.ranking.row import Row
from services.matching.recommending.numbers import Names, Vocabulary


def row_of(participant: Participant, vocabulary: Vocabulary, monday: date) -> Row:
    """What the person declares, for the week that begins on this Monday."""
    person = participant.person
    most = hundredths(person.experience)
    return Row(
        organisation=vocabulary.organisations.number(person.organisation_id),
        cleared=person.screening is Screening.CLEARED,
        refused=person.screening is Screening.REFUSED,
        goals_sought=goals_sought(person),
        goals_offered=bits(GOALS[goal] for goal in person.goals_offered),
        skills_wanted=_ranked(person.weaknesses, vocabulary.skills),
        skills={vocabulary.skills.number(name): whole(level / STRONGEST) for name, level in person.strengths.items()},
        disciplines=vocabulary.disciplines.bits(person.disciplines),
        years={vocabulary.disciplines.number(name): hundredths(years) for name, years in person.disciplines.items()},
        most_years=most,
        main_discipline=_number(main_discipline(person), vocabulary.disciplines),
        area=_number(person.area, vocabulary.disciplines),
        years_in_area=most if person.area is None else hundredths(person.disciplines.get(person.area, 0.0)),
        languages=vocabulary.languages.bits(sorted(primary_languages(person))),
        hours=usual_blocks(person, monday),
        said_hours=bool(person.weekly_hours),
        qualities_wished=qualities_wished(person),
        qualities_rated=qualities_rated(participant),
    )


def _number(name: str | None, names: Names) -> int:
    return NOBODY if name is None else names.number(name)


def _ranked(names: tuple[str, ...], numbers: Names) -> dict[int, int]:
    return {numbers.number(name): share for name, share in zip(names, by_rank(len(names)), strict=True)}
