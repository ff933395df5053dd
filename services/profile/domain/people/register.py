"""An organisation registers a person."""

from mentormesh_contracts.fact import Identifier
from services.deciding import Command, Context, Deciding, Refusal
from services.profile.domain.people.declare import as_declared, known_as
from services.profile.domain.people.declared import everybody_in
from services.profile.domain.people.external_id import people_named
from services.profile.domain.people.outcome import Outcome, outcome_of, settled
from services.profile.domain.roster import PersonDeclaration


class ExternalIdTaken(Refusal):
    """Somebody is registered under this external id and is declared otherwise; `person_id` says who to change."""


class Register(Command):
    """Register the person; if they had left, they return."""

    organisation_id: Identifier
    declaration: PersonDeclaration


def register(command: Register, context: Context) -> Deciding:
    """Registering the same person again changes nothing, and nobody is changed by mistake. Raises ExternalIdTaken."""
    declaration = command.declaration
    people = yield from people_named(command.organisation_id, everybody_in(declaration), context)
    before = yield from known_as(declaration, people)
    after = as_declared(command.organisation_id, before, declaration, people, context)
    if outcome_of(before, after) is Outcome.CHANGED:
        raise ExternalIdTaken("somebody is registered under this id", field="external_id", person_id=after.id)
    return settled(before, after, people.claims)
