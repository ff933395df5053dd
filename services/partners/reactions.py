"""What this service listens to: nothing but revoked keys, which the chassis hears for every service."""

from collections.abc import Mapping

from mentormesh_contracts import Event
from services.chassis.writer.work import Reaction

REACTIONS: Mapping[type[Event], Reaction] = {}
