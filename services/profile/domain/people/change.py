"""What is said of a person changes: as a whole, or in some fields."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field, JsonValue, ValidationError

from mentormesh_contracts.fact import Identifier
from services.deciding import Command, Context, Deciding, Decision, Invalid, Needing
from services.profile.domain.people.declared import declaration_of, everybody_in, redeclared
from services.profile.domain.people.external_id import people_named
from services.profile.domain.people.outcome import settled
from services.profile.domain.people.person import RegisteredPerson, require_present
from services.profile.domain.roster import PersonDeclaration
from services.profile.domain.roster.complaints import complaints


class ExternalIdFixed(Invalid):
    """A person's external id never changes: it is by it that an organisation and the network mean the same person."""


class DeclarationInvalid(Invalid):
    """With this change the person could not be declared; `errors` names the fields."""


class Change(Command):
    """Let the person be as declared."""

    organisation_id: Identifier
    person_id: Identifier
    declaration: PersonDeclaration


class Amend(Command):
    """Let these fields be as given and the others as they are, by a JSON merge patch (RFC 7396)."""

    organisation_id: Identifier
    person_id: Identifier
    patch: dict[str, JsonValue] = Field(max_length=50)


def change(command: Change, context: Context) -> Deciding:
    """What is not declared is as nobody had ever declared it. Raises PersonHasLeft or ExternalIdFixed."""
    before = yield from require_present(command.organisation_id, command.person_id)
    return (yield from _changed(before, command.declaration, context))


def amend(command: Amend, context: Context) -> Deciding:
    """Null takes back what was declared. Raises PersonHasLeft, ExternalIdFixed or DeclarationInvalid."""
    before = yield from require_present(command.organisation_id, command.person_id)
    return (yield from _changed(before, _amended(declaration_of(before), command.patch), context))


def _changed(before: RegisteredPerson, declaration: PersonDeclaration, context: Context) -> Needing[Decision]:
    if declaration.external_id != before.confidences.external_id:
        raise ExternalIdFixed("external_id cannot be changed", field="external_id")
    people = yield from people_named(before.person.organisation_id, everybody_in(declaration), context)
    return settled(before, redeclared(before, declaration, people, context.now), people.claims)


def _amended(declaration: PersonDeclaration, patch: Mapping[str, JsonValue]) -> PersonDeclaration:
    try:
        return PersonDeclaration.model_validate(_merged(declaration.model_dump(mode="json"), patch))
    except ValidationError as error:
        wrong = [{"pointer": f"/{field}", "detail": message} for field, message in complaints(error)]
        raise DeclarationInvalid("the person cannot be declared so", errors=wrong) from None


def _merged(whole: Mapping[str, Any], patch: Mapping[str, JsonValue]) -> dict[str, Any]:
    both = {**whole, **{name: _entry(whole.get(name), value) for name, value in patch.items()}}
    return {name: value for name, value in both.items() if value is not None}


def _entry(before: Any, after: JsonValue) -> Any:
    # Maps are merged, everything else is replaced; no field of a declaration is nested more deeply.
    return _merged(before, after) if isinstance(before, dict) and isinstance(after, dict) else after
