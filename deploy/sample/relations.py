"""Who reports to whom in the sample, whom mentees wish for, and who is kept apart."""

from collections.abc import Sequence

from deploy.sample.dice import Dice
from deploy.sample.organisations import SampleOrganisation
from mentormesh_contracts.vocabulary import Role
from services.profile.domain.roster import PersonDeclaration

WISHING = 0.25
KEPT_APART = 0.02


def related(
    people: Sequence[PersonDeclaration], organisation: SampleOrganisation, seed: int
) -> list[PersonDeclaration]:
    """The same people, with those whom they name within their organisation."""
    lines = _reporting_lines(people, organisation, Dice(seed, organisation.slug, "reporting lines"))
    mentors = [each.external_id for each in people if Role.MENTOR in each.roles]
    everyone = [each.external_id for each in people]
    dice = Dice(seed, organisation.slug, "wishes")
    return [_naming(each, lines[each.external_id], mentors, everyone, dice) for each in people]


def _reporting_lines(
    people: Sequence[PersonDeclaration], organisation: SampleOrganisation, dice: Dice
) -> dict[str, tuple[str, ...]]:
    by_experience = sorted(people, key=lambda each: -max(each.disciplines.values()))
    ids = [each.external_id for each in by_experience]
    directors, managers = ids[: 1 + len(ids) // 80], ids[1 + len(ids) // 80 : 2 + len(ids) // 8]
    lines: dict[str, tuple[str, ...]] = dict.fromkeys(directors, ())
    lines |= {manager: (dice.any_of(directors),) for manager in managers}
    for each in ids[len(lines) :]:
        manager = dice.any_of(managers)
        lines[each] = (manager, *lines[manager]) if dice.chance(organisation.with_manager) else ()
    return lines


def _naming(
    person: PersonDeclaration, line: tuple[str, ...], mentors: Sequence[str], everyone: Sequence[str], dice: Dice
) -> PersonDeclaration:
    wished = dict.fromkeys(dice.any_of(mentors) for _ in range(dice.number(1, 2)))
    apart = dice.any_of(everyone)
    wishes, keeps_apart = dice.chance(WISHING) and Role.MENTEE in person.roles, dice.chance(KEPT_APART)
    return person.model_copy(
        update={
            "reporting_line_external_ids": line,
            "preferred_external_ids": tuple(each for each in wished if each not in (person.external_id, *line))
            if wishes
            else (),
            "never_with_external_ids": (apart,) if keeps_apart and apart not in (person.external_id, *wished) else (),
        }
    )
