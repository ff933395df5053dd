"""One person of the sample: who they are, what they can, want and offer."""

from typing import Any

from deploy.sample.catalogue import DISCIPLINES, EVERYWHERE, GOALS, QUALITIES
from deploy.sample.dice import Dice, zipf
from deploy.sample.hours import weekly_hours
from deploy.sample.names import mailbox, name
from deploy.sample.organisations import SampleOrganisation
from mentormesh_contracts.vocabulary import Role
from services.profile.domain.roster import PersonDeclaration

PLACES = {1: 0.44, 2: 0.25, 3: 0.15, 4: 0.09, 5: 0.05, 0: 0.02}
CONSENT = 0.6
UNDECIDED = 0.1
"""Mentees who have not chosen their goals, and so are not ready."""


def person(organisation: SampleOrganisation, number: int, seed: int) -> PersonDeclaration:
    """The person with this number. The same seed gives the same person, however many there are."""
    dice = Dice(seed, organisation.slug, number)
    roles = dice.one(organisation.roles)
    disciplines = _disciplines(dice, organisation, roles)
    said: dict[str, Any] = {
        **_identity(dice, organisation, number),
        "roles": roles,
        "disciplines": disciplines,
        "strengths": _strengths(dice, disciplines, roles),
        "languages": _languages(dice, organisation),
        "zone": dice.one(organisation.zones),
        "weekly_hours": weekly_hours(dice, organisation.free_from),
        "screening": dice.one(organisation.screening),
    }
    if Role.MENTOR in roles:
        said |= _offered(dice)
    if Role.MENTEE in roles:
        said |= _sought(dice, organisation, disciplines, said["strengths"])
    return PersonDeclaration.model_validate(said)


def _identity(dice: Dice, organisation: SampleOrganisation, number: int) -> dict[str, Any]:
    full = name(dice)
    return {
        "external_id": organisation.id_form.format(number),
        "name": full,
        "email": f"{mailbox(full)}.{number}@{organisation.mail}" if dice.chance(0.96) else None,
        "phone": organisation.phone_form.format(100 + number % 100) if dice.chance(0.5) else None,
        "shares_contact": dice.chance(CONSENT),
    }


def _disciplines(dice: Dice, organisation: SampleOrganisation, roles: tuple[Role, ...]) -> dict[str, float]:
    mentors = Role.MENTOR in roles
    most = 4 + dice.gamma(2.5, 4.0, 36) if mentors else dice.gamma(*organisation.mentee_years, 25)
    others = [dice.gamma(1.5, 0.25 * most, most) for _ in range(dice.number(int(mentors), 3) if most else 0)]
    years = [most, *sorted((each for each in others if each), reverse=True)]
    return dict(zip(dice.several(len(years), zipf(organisation.disciplines, 0.8)), years, strict=True))


def _skills(disciplines: dict[str, float]) -> dict[str, float]:
    weights = zipf(EVERYWHERE)
    for rank, discipline in enumerate(disciplines, 1):
        weights |= {skill: weight / rank for skill, weight in zipf(DISCIPLINES[discipline], 0.7).items()}
    return weights


def _strengths(dice: Dice, disciplines: dict[str, float], roles: tuple[Role, ...]) -> dict[str, int]:
    mentors = Role.MENTOR in roles
    skills = dice.several(dice.number(5, 10) if mentors else dice.number(1, 5), _skills(disciplines))
    levels = {2: 1.0, 3: 3.0, 4: 4.0, 5: 2.0} if mentors else {1: 2.0, 2: 4.0, 3: 3.0, 4: 1.0}
    return {skill: dice.one(levels) for skill in skills}


def _languages(dice: Dice, organisation: SampleOrganisation) -> list[str]:
    spoken = [language for language, share in organisation.languages.items() if dice.chance(share)]
    return spoken or [dice.one(organisation.languages)]


def _offered(dice: Dice) -> dict[str, Any]:
    return {
        "goals_offered": dice.several(dice.number(2, 4), zipf(GOALS, 0.5)),
        "places_offered": dice.one(PLACES),
    }


def _sought(
    dice: Dice, organisation: SampleOrganisation, disciplines: dict[str, float], strengths: dict[str, int]
) -> dict[str, Any]:
    area = dice.one(zipf(organisation.disciplines, 0.8)) if dice.chance(0.2) else None
    wanted = _skills({**({area: 0.0} if area else {}), **disciplines})
    lacking = {skill: weight for skill, weight in wanted.items() if strengths.get(skill, 0) < 3}
    undecided = dice.chance(UNDECIDED)
    return {
        "area_sought": area,
        "weaknesses": dice.several(dice.number(0 if undecided else 2, 5), lacking),
        "goals_sought": [] if undecided else dice.several(dice.number(1, 3), zipf(GOALS)),
        "wished_qualities": _wishes(dice) if dice.chance(0.4 if undecided else 0.97) else {},
    }


def _wishes(dice: Dice) -> dict[str, float]:
    return {quality: dice.number(2, 10) / 10 for quality in dice.several(dice.number(2, 5), zipf(QUALITIES, 0.4))}
