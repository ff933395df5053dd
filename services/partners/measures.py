"""What partners tells of the mission: how large the network is, and what joins it."""

from mentormesh_contracts.vocabulary import AgreementStatus
from services.chassis.housekeeping.measuring import Measure
from services.chassis.mongo.scope import NetworkScope
from services.chassis.observability.catalogue import gauge
from services.chassis.observability.organisations import show
from services.chassis.runtime import Runtime
from services.partners.domain.agreements.agreement import SharingAgreement
from services.partners.domain.organisations.organisation import JoinedOrganisation

PARTNERS = "partners"

organisations_joined = gauge("organisations_joined", "organisations", "Organisations, those that have left included.")
agreements = gauge("agreements", "agreements", "Sharing agreements, by where they stand.", status=AgreementStatus)


async def network(runtime: Runtime) -> None:
    """Organisations and agreements. Costs a walk through the index of agreements by status."""
    read = runtime.reader(NetworkScope("measures of the mission: numbers alone"))
    statuses = {"status": {"$in": [status.value for status in AgreementStatus]}}
    found = await read.groups(SharingAgreement, statuses, "status")
    show(organisations_joined, PARTNERS, {(): await read.count(JoinedOrganisation)})
    standing = {group.key: group.count for group in found}
    show(agreements, PARTNERS, {(status,): standing.get((status,), 0) for status in AgreementStatus})


MEASURES = (Measure(network, (organisations_joined, agreements)),)
