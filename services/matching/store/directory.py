"""The directory: an organisation's own programmes, and those that agreements open to it."""

from collections.abc import Iterator
from datetime import datetime

from services.chassis.mongo.documents import Stored
from services.chassis.mongo.reading import Reader
from services.chassis.mongo.scope import NetworkScope, OrganisationScope
from services.chassis.runtime import Runtime
from services.deciding import Unknown
from services.matching.domain.cycles.cycle import Cycle
from services.matching.domain.programmes.programme import MentoringProgramme, to_listed, to_own, to_partners
from services.matching.domain.ties.tie import Tie


class Directory:
    """What one organisation finds in it. The audience of a programme is a part of every query."""

    def __init__(self, runtime: Runtime, organisation_id: str) -> None:
        self._runtime = runtime
        self._organisation_id = organisation_id
        self.read: Reader = runtime.reader(NetworkScope("the directory: programmes that partners share"))

    async def audiences(self) -> list[str]:
        """To which audiences the organisation belongs."""
        own = self._runtime.reader(OrganisationScope(self._organisation_id))
        now = self._runtime.clock.now()
        shared = [each async for tie in own.all(Tie) for each in _shared_by(tie, self._organisation_id, now)]
        return [to_own(self._organisation_id), *shared]

    async def programme(self, programme_id: str) -> Stored[MentoringProgramme]:
        """One programme. Raises Unknown for one that is not open to the organisation."""
        open_to_it = {"_id": programme_id, "audience": {"$in": await self.audiences()}}
        found = await self.read.page(MentoringProgramme, open_to_it, limit=1)
        if not found.items:
            raise Unknown(MentoringProgramme.KIND, programme_id)
        return found.items[0]

    async def cycle(self, programme_id: str, cycle_id: str) -> Stored[Cycle]:
        """A cycle of a programme that is open to the organisation. Raises Unknown for any other."""
        await self.programme(programme_id)
        found = await self.read.page(Cycle, {"_id": cycle_id, "programme_id": programme_id}, limit=1)
        if not found.items:
            raise Unknown(Cycle.KIND, cycle_id)
        return found.items[0]


def _shared_by(tie: Tie, organisation_id: str, now: datetime) -> Iterator[str]:
    terms = tie.terms(now)
    if terms is None:
        return
    partner = tie.partner_of(organisation_id)
    listed = terms.share_of(partner).programmes
    if listed is None:
        yield to_partners(partner)
    else:
        yield from (to_listed(partner, programme_id) for programme_id in listed)
