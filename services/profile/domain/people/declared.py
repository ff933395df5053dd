"""From a declaration to the person that it describes."""

from datetime import datetime
from typing import Any

from mentormesh_contracts.people import Attributes, Person
from mentormesh_contracts.vocabulary import PersonStatus
from services.profile.domain.people.external_id import PeopleNamed
from services.profile.domain.people.person import Confidences, RegisteredPerson
from services.profile.domain.roster import PersonDeclaration

REFERENCES = {
    "preferred": "preferred_external_ids",
    "reporting_line": "reporting_line_external_ids",
    "never_with": "never_with_external_ids",
}
"""Attributes that name other people, and the fields of a declaration that do."""
COPIED = tuple(name for name in Attributes.model_fields if name not in REFERENCES)


def everybody_in(declaration: PersonDeclaration) -> dict[str, None]:
    """External ids of the person and of all whom the declaration names, each once."""
    others = (other for field in REFERENCES.values() for other in getattr(declaration, field))
    return dict.fromkeys((declaration.external_id, *others))


def newcomer(
    organisation_id: str, declaration: PersonDeclaration, people: PeopleNamed, now: datetime
) -> RegisteredPerson:
    """A person who was never registered before."""
    id = people.ids[declaration.external_id]
    attributes = _attributes(declaration, people)
    person = Person(id=id, organisation_id=organisation_id, registered_at=now, changed_at=now, **attributes)
    return RegisteredPerson(id=id, person=person, confidences=Confidences.of(declaration))


def redeclared(
    before: RegisteredPerson, declaration: PersonDeclaration, people: PeopleNamed, now: datetime
) -> RegisteredPerson:
    """A known person as they are declared now; the same `person` if nothing changed that the network knows."""
    attributes = _attributes(declaration, people)
    changed = {name: value for name, value in attributes.items() if _differ(name, getattr(before.person, name), value)}
    if changed or not before.is_active:
        changed |= {"status": PersonStatus.ACTIVE, "changed_at": now}
    person = before.person.model_copy(update=changed) if changed else before.person
    return RegisteredPerson(id=before.id, person=person, confidences=Confidences.of(declaration))


def changed_attributes(before: Person, after: Person) -> tuple[str, ...]:
    """Names of the attributes that differ."""
    return tuple(name for name in Attributes.model_fields if _differ(name, getattr(before, name), getattr(after, name)))


def declaration_of(state: RegisteredPerson) -> PersonDeclaration:
    """What was declared, as it would be declared again."""
    attributes = {name: getattr(state.person, name) for name in COPIED}
    return PersonDeclaration(**attributes, **dict(state.confidences))


def _attributes(declaration: PersonDeclaration, people: PeopleNamed) -> dict[str, Any]:
    copied = {name: getattr(declaration, name) for name in COPIED}
    return copied | {name: people.ids_of(getattr(declaration, field)) for name, field in REFERENCES.items()}


def _differ(name: str, before: Any, after: Any) -> bool:
    # The order of disciplines counts: the main one comes first.
    return before != after or (name == "disciplines" and list(before) != list(after))
