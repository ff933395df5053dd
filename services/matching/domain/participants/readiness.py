"""What is missing before a person can be enrolled."""

from collections.abc import Iterator

from mentormesh_contracts.people import Attributes
from mentormesh_contracts.vocabulary import Role
from services.deciding import Refusal


class NotReady(Refusal):
    """Something is missing that matching needs; `missing` names the attributes to fill in."""

    status = 422


def missing(person: Attributes, role: Role) -> tuple[str, ...]:
    """Names of the attributes that this role cannot do without."""
    return tuple(_missing(person, role))


def insist_ready(person: Attributes, role: Role) -> None:
    """Raise NotReady if something is missing."""
    if names := missing(person, role):
        raise NotReady(f"missing: {', '.join(names)}", field="person_id", missing=list(names))


def _missing(person: Attributes, role: Role) -> Iterator[str]:
    if role is Role.MENTEE and not person.goals_sought:
        yield "goals_sought"
    if role is Role.MENTEE and not any(person.wished_qualities.values()):
        yield "wished_qualities"
    if role is Role.PEER and not person.disciplines:
        yield "disciplines"
