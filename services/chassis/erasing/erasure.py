"""The wish that a person be erased, as every service keeps it: until it is carried out, and ever after."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from mentormesh_contracts.operations import ErasedPart, ErasureCarriedOut
from mentormesh_contracts.people import PersonErased
from services.chassis.writer.work import Reaction
from services.deciding import Aggregate, Command, Context, Deciding, Decision, Indexed, need, require


class Erasure(Aggregate):
    """One person's, in one service. Nothing stands here but the id, of which nobody knows any more whose it was."""

    KIND: ClassVar[str] = "erasures"

    service: str
    person_id: str
    organisation_id: str
    heard_at: datetime
    is_open: bool = True

    def indexed(self) -> Mapping[str, Indexed]:
        """By whether there is something to do."""
        return {"is_open": self.is_open}


class CarriedOut(Command):
    """The service keeps nothing of the person any more."""

    service: str
    person_id: str
    erased: dict[str, int]


def erasure_id(person_id: str, service: str) -> str:
    """One for each person and service."""
    return f"{person_id}:{service}"


def remembering(service: str, own: Reaction | None = None) -> Reaction:
    """The reaction to an erased person: the wish is kept, with whatever the service itself decides at once."""

    def remember(event: PersonErased, context: Context) -> Deciding:
        decision = yield from _decided(own, event, context)
        id = erasure_id(event.after.id, service)
        if (yield from need(Erasure, id)) is not None:
            return decision
        person = event.after
        return decision.save(
            Erasure(
                id=id,
                service=service,
                person_id=person.id,
                organisation_id=person.organisation_id,
                heard_at=context.now,
            )
        )

    return remember


def _decided(own: Reaction | None, event: PersonErased, context: Context) -> Deciding:
    begun = own(event, context) if own else Decision()
    return begun if isinstance(begun, Decision) else (yield from begun)


def carried_out(command: CarriedOut, context: Context) -> Deciding:
    """Tell, once. Raises Unknown."""
    erasure = yield from require(Erasure, erasure_id(command.person_id, command.service))
    if not erasure.is_open:
        return Decision()
    told = ErasedPart(
        id=erasure.id,
        service=erasure.service,
        person_id=erasure.person_id,
        organisation_id=erasure.organisation_id,
        erased={kind: number for kind, number in command.erased.items() if number},
        carried_out_at=context.now,
    )
    return Decision().save(erasure.model_copy(update={"is_open": False}), ErasureCarriedOut(after=told))
