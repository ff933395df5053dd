"""What a service is, as its `app.py` declares it: the whole wiring in one value."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from fastapi import APIRouter

from mentormesh_contracts import TOPIC_OF, TOPICS, Event
from mentormesh_contracts.credentials import CredentialRevoked
from mentormesh_contracts.people import PersonErased
from services.chassis.credentials import RevokedKey, remember_revocation
from services.chassis.erasing.eraser import Eraser
from services.chassis.erasing.erasure import Erasure, remembering
from services.chassis.housekeeping.measuring import Measure
from services.chassis.housekeeping.reminders import Deciders
from services.chassis.mongo.indexes import Indexes
from services.chassis.observability.tally import Tallies
from services.chassis.writer.work import Reaction
from services.deciding import Aggregate

if TYPE_CHECKING:
    from services.chassis.runtime import Runtime

Worker: TypeAlias = "Callable[[Runtime], Awaitable[None]]"
"""Work beside the writer, such as matching cycles: runs until cancelled, and survives its own errors."""


@dataclass(frozen=True, slots=True)
class Service:
    """One of the platform's services: what it keeps, what it listens to, what it answers."""

    name: str
    describes: str
    kinds: tuple[type[Aggregate], ...]
    router: APIRouter
    reactions: Mapping[type[Event], Reaction] = field(default_factory=dict)
    reminders: Deciders = field(default_factory=dict)
    indexes: Indexes = field(default_factory=dict)
    workers: tuple[Worker, ...] = ()
    copies: tuple[Worker, ...] = ()
    """Those that keep something in memory fresh for answers: they run in every process, with or without workers."""
    tallies: Tallies = field(default_factory=dict)
    """What of the mission is counted when an event of its own is committed."""
    measures: tuple[Measure, ...] = ()
    """What of the mission is looked up now and then, and shown as it is; each by the service's owner alone."""
    eraser: Eraser = field(default_factory=Eraser)
    """How a person is erased here."""

    @property
    def all_kinds(self) -> tuple[type[Aggregate], ...]:
        """Its own kinds, and those that the chassis keeps for it."""
        return (*self.kinds, RevokedKey, Erasure)

    @property
    def rebuilt_kinds(self) -> tuple[type[Aggregate], ...]:
        """Those that other services' events make, wholly or in part."""
        return tuple(kind for kind in self.all_kinds if kind.OWN_FIELDS is not None)

    @property
    def all_reactions(self) -> dict[type[Event], Reaction]:
        """Its own reactions, and those that every service has."""
        erased = remembering(self.name, self.reactions.get(PersonErased))
        return {CredentialRevoked: remember_revocation, **self.reactions, PersonErased: erased}

    @property
    def listens_to(self) -> tuple[str, ...]:
        """Names of the topics that it reads, in a fixed order."""
        return tuple(sorted({TOPIC_OF[event].name for event in self.all_reactions}))

    @property
    def follows(self) -> tuple[str, ...]:
        """Those of them of which it hears more than the ends of streams."""
        return tuple(sorted({TOPIC_OF[event].name for event in self.all_reactions if not event.FINAL}))

    @property
    def publishes_to(self) -> tuple[str, ...]:
        """Names of the topics that it writes."""
        return tuple(topic.name for topic in TOPICS if topic.owner in (self.name, "*"))
