"""An agreement comes to its end: by a party's wish, or on its last day."""

from collections.abc import Mapping
from datetime import datetime

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.organisations import AgreementEnded
from mentormesh_contracts.vocabulary import AgreementStatus
from services.deciding import Command, Context, Deciding, Decision, Needing, require, require_each
from services.partners.domain.agreements.agreement import SharingAgreement, ends_by_date, require_standing
from services.partners.domain.organisations.organisation import JoinedOrganisation


class End(Command):
    """End the agreement, or take back an offer that waits for its answer."""

    organisation_id: Identifier
    agreement_id: Identifier


class EndByDate(Command):
    """Carried out when `valid_until` has come."""

    agreement_id: Identifier


def end(command: End, context: Context) -> Deciding:
    """Either party may. Mentorships under way go on. Raises AgreementOver."""
    agreement = yield from require_standing(command.organisation_id, command.agreement_id)
    return (yield from _ended(agreement, context.now))


def end_by_date(command: EndByDate, context: Context) -> Deciding:
    """Ends what still stands."""
    agreement = yield from require(SharingAgreement, command.agreement_id)
    if not agreement.stands:
        return Decision()
    return (yield from _ended(agreement, context.now))


def note_ended(decision: Decision, agreement: SharingAgreement, now: datetime) -> SharingAgreement:
    """Note in the decision that the agreement is over; gives it as it is then."""
    ended = agreement.changed(status=AgreementStatus.ENDED, ended_at=now)
    decision.save(ended, AgreementEnded(after=ended.agreement)).forget(ends_by_date(agreement.id))
    return ended


def untie(decision: Decision, parties: Mapping[str, JoinedOrganisation]) -> Decision:
    """The two are free for another agreement, and no longer known to each other."""
    one, other = parties.values()
    return decision.save(one.untied(other.id)).save(other.untied(one.id))


def _ended(agreement: SharingAgreement, now: datetime) -> Needing[Decision]:
    parties = yield from require_each(JoinedOrganisation, agreement.organisations())
    decision = Decision()
    ended = note_ended(decision, agreement, now)
    return untie(decision, parties).tell(ended)
