"""The wiring of partners."""

from services.chassis.service import Service
from services.partners.api import router
from services.partners.domain.agreements.agreement import SharingAgreement
from services.partners.domain.agreements.end import EndByDate, end_by_date
from services.partners.domain.credentials.key import IssuedKey
from services.partners.domain.credentials.revoke import Retire, retire
from services.partners.domain.erasures.receipt import ErasureReceipt, ReceiptLine
from services.partners.domain.organisations.name_claim import NameClaim
from services.partners.domain.organisations.organisation import JoinedOrganisation
from services.partners.measures import MEASURES
from services.partners.reactions import REACTIONS
from services.partners.store import INDEXES

SERVICE = Service(
    name="partners",
    describes="Organisations, the agreements that join them, and the keys that speak for them.",
    kinds=(JoinedOrganisation, NameClaim, SharingAgreement, IssuedKey, ErasureReceipt, ReceiptLine),
    router=router,
    reactions=REACTIONS,
    reminders={EndByDate: end_by_date, Retire: retire},
    indexes=INDEXES,
    measures=MEASURES,
)
