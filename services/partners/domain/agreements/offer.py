"""An organisation offers another one to share people and programmes."""

from datetime import datetime

from mentormesh_contracts.fact import Identifier, Instant
from mentormesh_contracts.organisations import Agreement, AgreementOffered, Share
from mentormesh_contracts.vocabulary import AgreementStatus
from services.deciding import Command, Context, Deciding, Decision, Invalid, Needing, Refusal, Unknown
from services.partners.domain.agreements.agreement import SharingAgreement, ends_by_date
from services.partners.domain.agreements.end import EndByDate
from services.partners.domain.organisations.organisation import JoinedOrganisation, require_active

MOST_TIES = 1000


class OfferedToItself(Invalid):
    """An agreement joins two organisations: nobody makes one with themselves."""


class AlreadyOver(Invalid):
    """`valid_until` lies in the past."""


class AgreementStands(Refusal):
    """The two have an agreement that is offered or active: there is one at most. `agreement_id` is its id."""


class TooManyAgreements(Refusal):
    """An organisation has 1,000 open and active agreements at most."""


class Offer(Command):
    """What the organisation would give, and what it would receive."""

    organisation_id: Identifier
    offered_to: Identifier
    gives: Share = Share()
    receives: Share = Share()
    dual_approval: bool = False
    valid_until: Instant | None = None


def offer(command: Offer, context: Context) -> Deciding:
    """The other organisation learns who offers; who it is itself is told only once it accepts.

    Raises OfferedToItself, AlreadyOver, AgreementStands, TooManyAgreements, or Unknown if there is no such other.
    """
    _check(command, context.now)
    offerer = yield from require_active(command.organisation_id)
    other = yield from _addressee(command.offered_to)
    _check_room(offerer, other)
    offered = _offered(command, context)
    decision = Decision().save(offered, AgreementOffered(after=offered.agreement)).tell(offered)
    decision.save(offerer.tied(other.id, offered.id).shown_to(other.id)).save(other.tied(offerer.id, offered.id))
    if command.valid_until is not None:
        decision.remind(ends_by_date(offered.id), command.valid_until, EndByDate(agreement_id=offered.id))
    return decision


def _check(command: Offer, now: datetime) -> None:
    if command.offered_to == command.organisation_id:
        raise OfferedToItself("an agreement is offered to another organisation", field="offered_to")
    if command.valid_until is not None and command.valid_until <= now:
        raise AlreadyOver("valid_until must lie in the future", field="valid_until")


def _addressee(organisation_id: str) -> Needing[JoinedOrganisation]:
    try:
        return (yield from require_active(organisation_id))
    except Unknown as unknown:
        raise Unknown(unknown.kind, unknown.id, field="offered_to") from None


def _check_room(offerer: JoinedOrganisation, other: JoinedOrganisation) -> None:
    if standing := offerer.ties.get(other.id):
        raise AgreementStands("the two have an agreement already", agreement_id=standing)
    for party in (offerer, other):
        if len(party.ties) >= MOST_TIES:
            raise TooManyAgreements(f"one of the two has {MOST_TIES} agreements that are open or active")


def _offered(command: Offer, context: Context) -> SharingAgreement:
    agreement = Agreement(
        id=context.new_id(),
        offered_by=command.organisation_id,
        offered_to=command.offered_to,
        gives=command.gives,
        receives=command.receives,
        dual_approval=command.dual_approval,
        valid_until=command.valid_until,
        status=AgreementStatus.OFFERED,
        offered_at=context.now,
    )
    return SharingAgreement(id=agreement.id, agreement=agreement)
