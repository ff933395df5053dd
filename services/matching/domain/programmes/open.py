"""Opening a programme."""

from typing import Annotated

from pydantic import Field

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.programmes import Policy, Programme, ProgrammeOpened, Structure
from mentormesh_contracts.vocabulary import ProgrammeKind
from services.deciding import Command, Context, Deciding, Decision
from services.matching.domain.programmes.organisation import known_organisation
from services.matching.domain.programmes.policy import sound
from services.matching.domain.programmes.programme import MentoringProgramme


class OpenProgramme(Command):
    """An organisation opens a programme."""

    organisation_id: Identifier
    kind: ProgrammeKind
    title: Annotated[str, Field(min_length=1, max_length=200)]
    open_to_partners: bool = False
    policy: Policy = Policy()
    structure: Structure = Structure()


def open_programme(command: OpenProgramme, context: Context) -> Deciding:
    """A new programme with the first version of its policy.

    Raises PolicyWeighsNothing, PolicyContradictsItself or OrganisationHasLeft.
    """
    policy = sound(command.policy).model_copy(update={"version": 1})
    organisation = yield from known_organisation(command.organisation_id)
    public = Programme(
        id=context.new_id(),
        organisation_id=command.organisation_id,
        kind=command.kind,
        title=command.title,
        open_to_partners=command.open_to_partners,
        policy=policy,
        structure=command.structure,
        opened_at=context.now,
        changed_at=context.now,
    )
    opened = MentoringProgramme(id=public.id, public=public)
    return Decision().save(opened, ProgrammeOpened(after=public)).save(organisation.opening(public.id)).tell(opened)
