"""A person is erased: at once for everybody who looks, and step by step wherever something of them is kept."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.people import Person, PersonChanged, PersonErased
from mentormesh_contracts.vocabulary import PersonStatus
from services.deciding import Command, Context, Deciding, Decision, Unknown, need, require
from services.profile.domain.people.declared import REFERENCES, changed_attributes
from services.profile.domain.people.external_id import ClaimedExternalId, claim_id
from services.profile.domain.people.person import RegisteredPerson


class Erase(Command):
    """Let the network forget the person, for good."""

    organisation_id: Identifier
    person_id: Identifier


class NameNoMore(Command):
    """Somebody is not to name an erased person any more, as a manager, as one to avoid or as one wished for."""

    person_id: Identifier
    erased_id: Identifier
    erased_external_id: str


class Bury(Command):
    """Nothing else is left of the person."""

    person_id: Identifier


def erase(command: Erase, context: Context) -> Deciding:
    """From now on nobody finds them. Asked again while it is under way, it changes nothing. Raises Unknown."""
    before = yield from require(RegisteredPerson, command.person_id)
    if before.person.organisation_id != command.organisation_id:
        raise Unknown(RegisteredPerson.KIND, command.person_id)
    if before.erased_at is not None:
        return Decision().tell(before)
    nobody = Person(
        id=before.id,
        organisation_id=before.person.organisation_id,
        status=PersonStatus.LEFT,
        registered_at=context.now,
        changed_at=context.now,
    )
    after = before.model_copy(update={"person": nobody, "erased_at": context.now})
    return Decision().save(after, PersonErased(after=nobody)).tell(after)


def name_no_more(command: NameNoMore, context: Context) -> Deciding:
    """Their declaration without the erased person; nothing, if it names them no more."""
    before = yield from need(RegisteredPerson, command.person_id)
    if before is None:
        return Decision()
    attributes = {name: _without(command.erased_id, getattr(before.person, name)) for name in REFERENCES}
    words = {
        field: _without(command.erased_external_id, getattr(before.confidences, field)) for field in REFERENCES.values()
    }
    person = before.person.model_copy(update={**attributes, "changed_at": context.now})
    after = before.model_copy(update={"person": person, "confidences": before.confidences.model_copy(update=words)})
    changed = changed_attributes(before.person, person)
    if not changed and after.confidences == before.confidences:
        return Decision()
    return Decision().save(after, *([PersonChanged(after=person, changed=changed)] if changed else ()))


def bury(command: Bury, context: Context) -> Deciding:
    """The person and the claim to their external id are gone; a record without a body ends their stream."""
    buried = yield from need(RegisteredPerson, command.person_id)
    if buried is None or buried.erased_at is None:
        return Decision()
    claim = yield from need(ClaimedExternalId, claim_id(buried.person.organisation_id, buried.confidences.external_id))
    decision = Decision().bury(buried, PersonErased)
    return decision.remove(claim) if claim is not None else decision


def _without(one: str, all_of_them: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in all_of_them if each != one)
