"""A mentee leaves a group, which goes on without them."""

from collections.abc import Iterable

from mentormesh_contracts.mentorships import Approval, MentorshipMemberLeft
from mentormesh_contracts.vocabulary import Role
from services.matching.domain.mentorships.agreed import one_place_less
from services.matching.domain.mentorships.mentorship import Mentorship


def leave(group: Mentorship, people: Iterable[str]) -> tuple[Mentorship, list[MentorshipMemberLeft]]:
    """The group without those mentees, and an event for each."""
    told = []
    for person_id in people:
        group = _without(group, person_id)
        told.append(MentorshipMemberLeft(person_id=person_id, after=group.public))
    return group, told


def mentees(mentorship: Mentorship) -> tuple[str, ...]:
    """Ids of its mentees."""
    return tuple(each.person_id for each in mentorship.public.members if each.role is Role.MENTEE)


def _without(group: Mentorship, person_id: str) -> Mentorship:
    gone = group.public.member(person_id)
    assert gone is not None, "only a member leaves"
    stay = tuple(each for each in group.public.members if each is not gone)
    places = one_place_less(group.public.agreement_places, gone.organisation_id)
    smaller = group.changed(members=stay, agreement_places=places)
    return smaller.changed(approvals=_still_asked(smaller))


def _still_asked(group: Mentorship) -> tuple[Approval, ...]:
    # Dual approval is asked of two organisations at a time, one of which is the mentor's.
    approvals = tuple(each for each in group.public.approvals if each.organisation_id in group.organisations())
    return approvals if len(approvals) > 1 else tuple(each for each in approvals if each.approved_at)
