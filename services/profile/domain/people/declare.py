"""A roster says how a person is: they are registered, changed, or brought back."""

from mentormesh_contracts.fact import Identifier
from services.deciding import Command, Context, Deciding, Needing, need
from services.profile.domain.people.declared import everybody_in, newcomer, redeclared
from services.profile.domain.people.external_id import PeopleNamed, people_named
from services.profile.domain.people.outcome import settled
from services.profile.domain.people.person import BeingErased, RegisteredPerson
from services.profile.domain.roster import PersonDeclaration


class Declare(Command):
    """Let the person be as declared, whoever they were before."""

    organisation_id: Identifier
    declaration: PersonDeclaration


def declare(command: Declare, context: Context) -> Deciding:
    """Said twice, it changes nothing the second time. People whom the declaration names get their ids reserved."""
    people = yield from people_named(command.organisation_id, everybody_in(command.declaration), context)
    before = yield from known_as(command.declaration, people)
    after = as_declared(command.organisation_id, before, command.declaration, people, context)
    return settled(before, after, people.claims)


def known_as(declaration: PersonDeclaration, people: PeopleNamed) -> Needing[RegisteredPerson | None]:
    """Who was registered under the external id, if anybody was. Raises BeingErased."""
    if people.are_new(declaration.external_id):
        return None
    known = yield from need(RegisteredPerson, people.ids[declaration.external_id])
    if known is not None and known.erased_at is not None:
        raise BeingErased("the person is being erased; try again shortly", field="external_id")
    return known


def as_declared(
    organisation_id: str,
    before: RegisteredPerson | None,
    declaration: PersonDeclaration,
    people: PeopleNamed,
    context: Context,
) -> RegisteredPerson:
    """The person after the declaration."""
    if before is None:
        return newcomer(organisation_id, declaration, people, context.now)
    return redeclared(before, declaration, people, context.now)
