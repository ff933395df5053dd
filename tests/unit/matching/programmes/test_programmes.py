import pytest

from mentormesh_contracts.organisations import Organisation, OrganisationLeft
from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import Criterion, Objective, ProgrammeKind, ProgrammeStatus
from services.deciding import Unknown
from services.matching.domain.programmes.close import CloseProgramme, close_programme
from services.matching.domain.programmes.open import OpenProgramme, open_programme
from services.matching.domain.programmes.organisation import OrganisationHasLeft, organisation_left
from services.matching.domain.programmes.programme import MentoringProgramme, PolicyWeighsNothing, ProgrammeOver
from services.matching.domain.programmes.revise import RevisePolicy, revise_policy
from tests.unit.matching.given import NOW, World, names, programme


def opens(world: World, policy: Policy | None = None) -> MentoringProgramme:
    command = OpenProgramme(
        organisation_id="acme", kind=ProgrammeKind.FORMAL, title="Spring", policy=policy or Policy()
    )
    opened = world.does(open_programme(command, world.context())).answer
    assert isinstance(opened, MentoringProgramme)
    return opened


def test_a_programme_begins_with_the_first_version_of_its_policy() -> None:
    world = World()
    opened = opens(world, Policy(version=7))
    assert names(world.told) == ["programme.opened"]
    assert opened.public.policy.version == 1
    assert opened.public.status is ProgrammeStatus.OPEN


def test_a_policy_weighs_something() -> None:
    with pytest.raises(PolicyWeighsNothing):
        opens(World(), Policy(weights={Criterion.GOALS: 0}))


def test_each_revision_has_the_next_version() -> None:
    world = World.of(programme())
    new = Policy(objective=Objective.BEST_TOTAL)
    for version in (2, 3):
        command = RevisePolicy(organisation_id="acme", programme_id="p", policy=new)
        revised = world.does(revise_policy(command, world.context())).answer
        assert revised.public.policy == new.model_copy(update={"version": version})


def test_a_closed_programme_is_neither_revised_nor_closed_again() -> None:
    world = World.of(programme())
    closing = CloseProgramme(organisation_id="acme", programme_id="p")
    world.does(close_programme(closing, world.context()))
    with pytest.raises(ProgrammeOver):
        world.does(close_programme(closing, world.context()))
    with pytest.raises(ProgrammeOver):
        world.does(
            revise_policy(RevisePolicy(organisation_id="acme", programme_id="p", policy=Policy()), world.context())
        )


def test_another_organisation_closes_nothing_even_if_it_sees_it() -> None:
    world = World.of(programme())
    with pytest.raises(Unknown):
        world.does(close_programme(CloseProgramme(organisation_id="bolt", programme_id="p"), world.context()))


def test_programmes_close_when_their_organisation_leaves_the_network() -> None:
    world = World()
    opened = opens(world)
    gone = Organisation(id="acme", name="Acme", joined_at=NOW)
    world.does(organisation_left(OrganisationLeft(after=gone), world.context()))
    _, command = world.reminders[f"{opened.id}:close"]
    world.does(close_programme(command, world.context()))
    assert names(world.told)[-1] == "programme.closed"
    with pytest.raises(OrganisationHasLeft):
        opens(world)
