"""Mentorships that an organisation has people in."""

from services.deciding import Needing, Unknown, require
from services.matching.domain.mentorships.mentorship import Mentorship


def own_mentorship(organisation_id: str, mentorship_id: str) -> Needing[Mentorship]:
    """A mentorship in which the organisation has a member. Raises Unknown for any other."""
    mentorship = yield from require(Mentorship, mentorship_id)
    if organisation_id not in mentorship.organisations():
        raise Unknown(Mentorship.KIND, mentorship_id)
    return mentorship


def insist_own_member(mentorship: Mentorship, organisation_id: str, person_id: str) -> None:
    """Raise Unknown unless the person is a member and the organisation's own."""
    if person_id not in mentorship.people_of(organisation_id):
        raise Unknown("members", person_id, field="person_id")
