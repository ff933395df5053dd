"""How profile erases a person: nobody names them any more, and then they and the claim to their id are gone."""

from services.chassis.erasing.eraser import Eraser
from services.chassis.internal import carry_out
from services.chassis.mongo.scope import NetworkScope
from services.chassis.runtime import Runtime
from services.profile.domain.people.erase import Bury, NameNoMore, bury, name_no_more
from services.profile.domain.people.person import RegisteredPerson


async def traces(runtime: Runtime, person_id: str) -> tuple[str, ...]:
    """What only this service knows of them."""
    person = await _person(runtime, person_id)
    if person is None:
        return ()
    known = person.confidences
    return tuple(word for word in (known.external_id, known.email, known.phone) if word)


async def erase_person(runtime: Runtime, person_id: str) -> dict[str, int]:
    """Whoever names them first, so that their external id stands nowhere when they are gone."""
    person = await _person(runtime, person_id)
    if person is None:
        return {}
    named = await _name_no_more(runtime, person)
    await carry_out(runtime, bury, Bury(person_id=person_id))
    # Somebody may have named them in between, by the claim that is gone now.
    named += await _name_no_more(runtime, person)
    return {"persons": 1, "external_ids": 1, "declarations_naming_them": named}


async def _person(runtime: Runtime, person_id: str) -> RegisteredPerson | None:
    stored = await runtime.reader(NetworkScope("erasing")).get(RegisteredPerson, person_id)
    return stored.state if stored else None


async def _name_no_more(runtime: Runtime, erased: RegisteredPerson) -> int:
    read = runtime.reader(NetworkScope("erasing"))
    naming = [each.id async for each in read.naming(RegisteredPerson, erased.id) if each.id != erased.id]
    for id in naming:
        command = NameNoMore(person_id=id, erased_id=erased.id, erased_external_id=erased.confidences.external_id)
        await carry_out(runtime, name_no_more, command)
    return len(naming)


ERASER = Eraser(erase_person, traces)
