"""The other organisation accepts what was offered, or declines."""

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.organisations import AgreementAccepted, AgreementDeclined
from mentormesh_contracts.vocabulary import AgreementStatus
from services.deciding import Command, Context, Deciding, Decision, Forbidden, Needing, Refusal, require_each
from services.partners.domain.agreements.agreement import SharingAgreement, ends_by_date, require_standing
from services.partners.domain.agreements.end import untie
from services.partners.domain.organisations.organisation import JoinedOrganisation


class OnlyTheOtherAnswers(Forbidden):
    """Whoever made the offer does not answer it; they may end it."""


class AgreementAnswered(Refusal):
    """The agreement was accepted already."""


class OfferLapsed(Refusal):
    """The agreement would have been valid until a date that is past."""


class Accept(Command):
    """Take the offer as it is."""

    organisation_id: Identifier
    agreement_id: Identifier


class Decline(Command):
    """Leave the offer."""

    organisation_id: Identifier
    agreement_id: Identifier


def accept(command: Accept, context: Context) -> Deciding:
    """From now on people and programmes are shared, and the offering organisation knows the name of the other.

    Raises OnlyTheOtherAnswers, AgreementAnswered, AgreementOver or OfferLapsed.
    """
    offered = yield from _require_offered(command)
    if offered.is_past(context.now):
        raise OfferLapsed("the agreement would be over already")
    parties = yield from require_each(JoinedOrganisation, offered.organisations())
    accepted = offered.changed(status=AgreementStatus.ACTIVE, answered_at=context.now)
    decision = Decision().save(accepted, AgreementAccepted(after=accepted.agreement)).tell(accepted)
    return decision.save(parties[offered.agreement.offered_to].shown_to(offered.agreement.offered_by))


def decline(command: Decline, context: Context) -> Deciding:
    """The two are strangers again, and another offer may be made. Raises as `accept` does."""
    offered = yield from _require_offered(command)
    parties = yield from require_each(JoinedOrganisation, offered.organisations())
    declined = offered.changed(status=AgreementStatus.DECLINED, answered_at=context.now)
    decision = Decision().save(declined, AgreementDeclined(after=declined.agreement)).tell(declined)
    return untie(decision, parties).forget(ends_by_date(declined.id))


def _require_offered(command: Accept | Decline) -> Needing[SharingAgreement]:
    found = yield from require_standing(command.organisation_id, command.agreement_id)
    if command.organisation_id == found.agreement.offered_by:
        raise OnlyTheOtherAnswers("the organisation that it was offered to answers")
    if found.agreement.status is not AgreementStatus.OFFERED:
        raise AgreementAnswered("the agreement was accepted already")
    return found
