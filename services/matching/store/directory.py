"""The directory: an organisation's own programmes, and those that agreements open to it."""

from collections.abc import Iterator

from services.chassis.mongo.documents import Stored
from services.chassis.mongo.reading import Reader
from services.chassis.mongo.scope import NetworkScope, OrganisationScope
from services.chassis.runtime import Runtime
from services.deciding import Unknown
from services.matching.domain.cycles.cycle import Cycle
from services.matching.domain.programmes.programme import MentoringProgramme, to_listed, to_own, to_partners
from services.matching.domain.ties.tie import Tie, tie_id


class Directory:
    """What one organisation finds in it: programmes of whose audience it is, and nothing of any other."""

    def __init__(self, runtime: Runtime, organisation_id: str) -> None:
        self._runtime = runtime
        self._organisation_id = organisation_id
        self.read: Reader = runtime.reader(NetworkScope("the directory: programmes that partners share"))

    async def audiences(self) -> list[str]:
        """To which audiences the organisation belongs. Costs a look at each of its ties."""
        own = self._runtime.reader(OrganisationScope(self._organisation_id))
        return [to_own(self._organisation_id), *[each async for tie in own.all(Tie) for each in self._shared_by(tie)]]

    async def programme(self, programme_id: str) -> Stored[MentoringProgramme]:
        """One programme. Raises Unknown for one that is not open to the organisation. Costs a look at one tie."""
        stored = await self.read.get(MentoringProgramme, programme_id)
        if stored is None or not await self._is_of_the_audience(stored.state):
            raise Unknown(MentoringProgramme.KIND, programme_id)
        return stored

    async def cycle(self, programme_id: str, cycle_id: str) -> Stored[Cycle]:
        """A cycle of a programme that is open to the organisation. Raises Unknown for any other."""
        await self.programme(programme_id)
        found = await self.read.page(Cycle, {"_id": cycle_id, "programme_id": programme_id}, limit=1)
        if not found.items:
            raise Unknown(Cycle.KIND, cycle_id)
        return found.items[0]

    async def _is_of_the_audience(self, programme: MentoringProgramme) -> bool:
        owner = programme.public.organisation_id
        if owner == self._organisation_id:
            return True
        own = self._runtime.reader(OrganisationScope(self._organisation_id))
        tie = await own.get(Tie, tie_id(owner, self._organisation_id))
        return tie is not None and not _audience(programme).isdisjoint(self._shared_by(tie.state))

    def _shared_by(self, tie: Tie) -> Iterator[str]:
        terms = tie.terms(self._runtime.clock.now())
        if terms is None:
            return
        partner = tie.partner_of(self._organisation_id)
        listed = terms.share_of(partner).programmes
        if listed is None:
            yield to_partners(partner)
        else:
            yield from (to_listed(partner, programme_id) for programme_id in listed)


def _audience(programme: MentoringProgramme) -> frozenset[str]:
    found = programme.indexed()["audience"]
    return frozenset(found if isinstance(found, tuple) else ())
