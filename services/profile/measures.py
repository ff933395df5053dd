"""What profile tells of the mission: how many people take part."""

from mentormesh_contracts.vocabulary import PersonStatus
from services.chassis.housekeeping.measuring import Measure
from services.chassis.mongo.scope import NetworkScope
from services.chassis.observability.catalogue import gauge
from services.chassis.observability.organisations import show
from services.chassis.runtime import Runtime
from services.profile.domain.people.person import RegisteredPerson

PROFILE = "profile"

people = gauge("people", "people", "People registered, by whether they take part.", status=PersonStatus)


async def registered(runtime: Runtime) -> None:
    """How many take part, and how many have left. Costs a walk through the index of people by status."""
    read = runtime.reader(NetworkScope("measures of the mission: numbers alone"))
    statuses = {"status": {"$in": [status.value for status in PersonStatus]}}
    found = {group.key: group.count for group in await read.groups(RegisteredPerson, statuses, "status")}
    show(people, PROFILE, {(status,): found.get((status,), 0) for status in PersonStatus})


MEASURES = (Measure(registered, (people,)),)
