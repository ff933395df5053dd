"""What came of a declaration, and which event tells of it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from mentormesh_contracts.people import PersonChanged, PersonRegistered, PersonReturned
from services.deciding import Decision
from services.profile.domain.people.declared import changed_attributes
from services.profile.domain.people.external_id import ClaimedExternalId
from services.profile.domain.people.person import RegisteredPerson


class Outcome(StrEnum):
    """What became of the person."""

    REGISTERED = "registered"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    RETURNED = "returned"
    LEFT = "left"


class Declared(NamedTuple):
    """The answer to a declaration."""

    outcome: Outcome
    person: RegisteredPerson


def outcome_of(before: RegisteredPerson | None, after: RegisteredPerson) -> Outcome:
    """What the step from one to the other is called."""
    if before is None:
        return Outcome.REGISTERED
    if not before.is_active:
        return Outcome.RETURNED
    same = after.person is before.person and after.confidences == before.confidences
    return Outcome.UNCHANGED if same else Outcome.CHANGED


def settled(before: RegisteredPerson | None, after: RegisteredPerson, claims: Iterable[ClaimedExternalId]) -> Decision:
    """Keep the person and the claims that are new. Nothing is kept or told of what is as it was."""
    outcome = outcome_of(before, after)
    decision = Decision().tell(Declared(outcome, after))
    if outcome is Outcome.UNCHANGED:
        return decision
    decision.save(after, *_events(before, after, outcome))
    for claim in claims:
        decision.save(claim)
    return decision


def _events(
    before: RegisteredPerson | None, after: RegisteredPerson, outcome: Outcome
) -> Iterable[PersonRegistered | PersonReturned | PersonChanged]:
    match outcome, before:
        case Outcome.REGISTERED, _:
            yield PersonRegistered(after=after.person)
        case Outcome.RETURNED, _:
            yield PersonReturned(after=after.person)
        case Outcome.CHANGED, RegisteredPerson() if after.person is not before.person:
            # A new name or telephone number is kept, and is no event: events know neither.
            yield PersonChanged(after=after.person, changed=changed_attributes(before.person, after.person))
