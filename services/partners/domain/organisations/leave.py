"""An organisation leaves: its agreements end, its keys are revoked, its name is free again."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.organisations import OrganisationLeft
from mentormesh_contracts.vocabulary import OrganisationStatus
from services.deciding import Command, Context, Deciding, Decision, need, require_each
from services.partners.domain.agreements.agreement import SharingAgreement
from services.partners.domain.agreements.end import note_ended
from services.partners.domain.asker import Asker
from services.partners.domain.credentials.key import IssuedKey
from services.partners.domain.credentials.revoke import note_revoked
from services.partners.domain.organisations.name_claim import NameClaim, claimed
from services.partners.domain.organisations.organisation import JoinedOrganisation, require_own


class Leave(Command):
    """Take the organisation out of the network, for good."""

    asker: Asker
    organisation_id: Identifier


def leave(command: Leave, context: Context) -> Deciding:
    """All at once, so that nobody can act for an organisation that has left. Leaving again changes nothing."""
    before = yield from require_own(command.asker, command.organisation_id)
    if not before.is_active:
        return Decision().tell(before)
    others = yield from require_each(JoinedOrganisation, before.ties)
    agreements = yield from require_each(SharingAgreement, before.ties.values())
    keys = yield from require_each(IssuedKey, before.keys)
    name = yield from need(NameClaim, claimed(before.organisation.name))

    decision = _left(before)
    for other in others.values():
        decision.save(other.untied(before.id))
    for agreement in agreements.values():
        note_ended(decision, agreement, context.now)
    for key in keys.values():
        note_revoked(decision, key, context.now)
    return decision.remove(name) if name else decision


def _left(before: JoinedOrganisation) -> Decision:
    organisation = before.organisation.model_copy(update={"status": OrganisationStatus.LEFT})
    after = JoinedOrganisation(id=before.id, organisation=organisation)
    return Decision().save(after, OrganisationLeft(after=organisation)).tell(after)
