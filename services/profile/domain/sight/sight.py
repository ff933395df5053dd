"""How much an organisation sees of another one's person."""

from collections.abc import Collection
from typing import NamedTuple, Self

from services.profile.domain.sight.acquaintance import Acquaintance
from services.profile.domain.sight.tie import Tie


class Sight(NamedTuple):
    """What a partner may see beyond that the person exists."""

    attributes: bool = False
    """Goals, skills, disciplines, experience, languages, hours."""
    contact: bool = False
    """Name and contact, if the person consented."""

    def or_(self, other: Self) -> "Sight":
        """What either lets be seen."""
        return Sight(self.attributes or other.attributes, self.contact or other.contact)


def sight_of(
    person_id: str, viewer_id: str, acquaintances: Collection[Acquaintance], ties: Collection[Tie]
) -> Sight | None:
    """What the viewing organisation sees through all of them together. None: not even that the person exists."""
    seen = [sight for each in acquaintances if (sight := _through(each, person_id, viewer_id, ties)) is not None]
    if not seen:
        return None
    whole = Sight()
    for sight in seen:
        whole = whole.or_(sight)
    return whole


def _through(acquaintance: Acquaintance, person_id: str, viewer_id: str, ties: Collection[Tie]) -> Sight | None:
    member = acquaintance.member(person_id)
    if member is None or viewer_id not in acquaintance.organisations():
        return None
    if acquaintance.has_begun:
        return Sight(attributes=True, contact=True)
    # Both must have said yes: where the agreement asks for no approval, contact waits until the mentorship begins.
    approved = {viewer_id, member.organisation_id} <= set(acquaintance.approved_by)
    shared = any(each.lets(viewer_id, member.organisation_id, member.role) for each in ties)
    return Sight(attributes=shared, contact=approved)
