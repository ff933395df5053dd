"""A person leaves their organisation or the network."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.people import PersonLeft
from mentormesh_contracts.vocabulary import PersonStatus
from services.deciding import Command, Context, Deciding, Decision
from services.profile.domain.people.outcome import Declared, Outcome
from services.profile.domain.people.person import require_own_person


class Leave(Command):
    """Let the person leave; they keep their id for the day they return."""

    organisation_id: Identifier
    person_id: Identifier


def leave(command: Leave, context: Context) -> Deciding:
    """Open proposals lapse and mentorships end, in the services that hear of it. Leaving again changes nothing."""
    before = yield from require_own_person(command.organisation_id, command.person_id)
    if not before.is_active:
        return Decision().tell(Declared(Outcome.UNCHANGED, before))
    person = before.person.model_copy(update={"status": PersonStatus.LEFT, "changed_at": context.now})
    after = before.model_copy(update={"person": person})
    return Decision().save(after, PersonLeft(after=person)).tell(Declared(Outcome.LEFT, after))
