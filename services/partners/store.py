"""What partners looks up: every list is one organisation's own, or an operator's, in the order of change."""

from services.chassis.mongo.indexes import Indexes
from services.partners.domain.agreements.agreement import SharingAgreement
from services.partners.domain.credentials.key import IssuedKey

INDEXES: Indexes = {
    SharingAgreement: (("status",),),
    IssuedKey: (("status",),),
}
