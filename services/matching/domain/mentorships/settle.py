"""The one place where places are counted: what a mentorship held before, and what it holds after."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mentormesh_contracts.mentorships import Mentorship as PublicMentorship
from mentormesh_contracts.vocabulary import MentorshipStatus, Role
from services.deciding import Decision, Needing, require_each
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.participants.participant import Participant
from services.matching.domain.ties.places import AgreementPlaces, places_id


class Holder(NamedTuple):
    """A member who holds a place, or is one's one match."""

    person_id: str
    role: Role


def settle(
    decision: Decision,
    before: Mentorship | None,
    after: Mentorship,
    strangers: Iterable[str] = (),
) -> Needing[Decision]:
    """Take or free what the change takes or frees, in the same decision, so that no capacity is ever exceeded.

    `strangers` are mentees who may meet the mentor again in this programme: none of them said no, nor let it expire.
    Raises PlacesTaken, MatchedAlready, NotEnrolled, QuotaUsedUp or AgreementOver.
    """
    yield from _settle_people(decision, before, after, frozenset(strangers))
    yield from _settle_agreements(decision, before, after)
    return decision


def _settle_people(
    decision: Decision, before: Mentorship | None, after: Mentorship, strangers: frozenset[str]
) -> Needing[None]:
    held, holds = _holders(before), _holders(after)
    moved = sorted(held ^ holds)
    people = yield from require_each(Participant, (holder.person_id for holder in moved))
    for person_id, role in moved:
        participant = people[person_id]
        if (person_id, role) in holds:
            decision.save(_with_part(participant, role, after))
        else:
            freed = participant.freed_from(after.id)
            met = others(before or after, person_id) if person_id in strangers else ()
            decision.save(freed.may_meet_again(after.public.programme_id, met))


def _with_part(participant: Participant, role: Role, mentorship: Mentorship) -> Participant:
    programme_id = mentorship.public.programme_id
    if role is Role.MENTOR:
        return participant.mentoring_in(programme_id, mentorship.id)
    return participant.matched_in(programme_id, role, mentorship.id, others(mentorship, participant.id))


def others(mentorship: Mentorship, person_id: str) -> tuple[str, ...]:
    """Whom a mentee or peer meets: the mentor, or the other peer. Mentees of one group may well meet again."""
    return tuple(
        each.person_id
        for each in mentorship.public.members
        if each.person_id != person_id and each.role is not Role.MENTEE
    )


def _settle_agreements(decision: Decision, before: Mentorship | None, after: Mentorship) -> Needing[None]:
    held, holds = _places(before), _places(after)
    was, is_now = _proposed(before), _proposed(after)
    concerned = {id for id in (*held, *holds) if held.get(id) != holds.get(id) or was != is_now}
    found = yield from require_each(AgreementPlaces, sorted(concerned))
    starts = was and not is_now and after.public.is_live
    for id, places in found.items():
        if starts:
            places.insist_in_force()
        difference = holds.get(id, 0) - held.get(id, 0)
        counted = places.taken(difference) if difference > 0 else places.freed(-difference)
        decision.save(_with_proposal(counted, after.id, proposed=is_now and id in holds))


def _with_proposal(places: AgreementPlaces, mentorship_id: str, *, proposed: bool) -> AgreementPlaces:
    known = mentorship_id in places.proposals
    if proposed == known:
        return places
    return places.with_proposal(mentorship_id) if proposed else places.without_proposal(mentorship_id)


def _holders(mentorship: Mentorship | None) -> set[Holder]:
    if mentorship is None or not mentorship.public.is_live:
        return set()
    return {Holder(each.person_id, each.role) for each in mentorship.public.members}


def _places(mentorship: Mentorship | None) -> Mapping[str, int]:
    if mentorship is None or not mentorship.public.is_live:
        return {}
    return places_by_id(mentorship.public)


def places_by_id(public: PublicMentorship) -> dict[str, int]:
    """How many places of which agreement, in which direction, the mentorship names."""
    counted: dict[str, int] = {}
    for place in public.agreement_places:
        id = places_id(place.agreement_id, place.giver)
        counted[id] = counted.get(id, 0) + place.places
    return counted


def _proposed(mentorship: Mentorship | None) -> bool:
    return mentorship is not None and mentorship.status is MentorshipStatus.PROPOSED
