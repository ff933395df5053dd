"""What is heard of agreements. An accepted one ties two organisations; when it ends, what is only proposed lapses.

The mentorships to lapse are told one by one, by reminders that are due at once: each is an aggregate of its own.
"""

from mentormesh_contracts.organisations import Agreement, AgreementAccepted, AgreementEnded
from services.deciding import Context, Deciding, Decision, need, need_each
from services.matching.domain.mentorships.lapse import lapse_at_once
from services.matching.domain.ties.places import AgreementPlaces, places_id
from services.matching.domain.ties.tie import Tie, tie_id


def agreement_accepted(event: AgreementAccepted, context: Context) -> Deciding:
    """The two organisations are joined, and places can be taken in both directions."""
    agreement = event.after
    tie = yield from need(Tie, tie_id(agreement.offered_by, agreement.offered_to))
    known = yield from need_each(AgreementPlaces, _both_directions(agreement))
    decision = Decision().save((tie or Tie.of(agreement)).joined_by(agreement))
    for places in _places(agreement):
        if places.id not in known:
            decision.save(places)
    return decision


def agreement_ended(event: AgreementEnded, context: Context) -> Deciding:
    """Nothing new can come of it: open proposals lapse, active mentorships go on."""
    agreement = event.after
    tie = yield from need(Tie, tie_id(agreement.offered_by, agreement.offered_to))
    both = yield from need_each(AgreementPlaces, _both_directions(agreement))
    decision = Decision()
    if tie is not None:
        decision.save(tie.without(agreement.id))
    for places in both.values():
        decision.save(places.model_copy(update={"over": True}))
    for mentorship_id in dict.fromkeys(id for places in both.values() for id in places.proposals):
        lapse_at_once(decision, mentorship_id, context.now)
    return decision


def _both_directions(agreement: Agreement) -> tuple[str, str]:
    return places_id(agreement.id, agreement.offered_by), places_id(agreement.id, agreement.offered_to)


def _places(agreement: Agreement) -> tuple[AgreementPlaces, AgreementPlaces]:
    one, other = agreement.offered_by, agreement.offered_to
    return AgreementPlaces.of(agreement, one, other), AgreementPlaces.of(agreement, other, one)
