"""The wiring of profile."""

from services.chassis.service import Service
from services.profile.api import router
from services.profile.domain.people.external_id import ClaimedExternalId
from services.profile.domain.people.person import RegisteredPerson
from services.profile.domain.sight.acquaintance import Acquaintance
from services.profile.domain.sight.tie import Tie
from services.profile.erasing import ERASER
from services.profile.measures import MEASURES
from services.profile.reactions import REACTIONS
from services.profile.store import INDEXES

SERVICE = Service(
    name="profile",
    describes="People, what they declare, and who may see what of them.",
    kinds=(RegisteredPerson, ClaimedExternalId, Acquaintance, Tie),
    router=router,
    reactions=REACTIONS,
    indexes=INDEXES,
    measures=MEASURES,
    eraser=ERASER,
)
