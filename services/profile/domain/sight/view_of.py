"""Who sees what of a person: the one place that says it (design, section 5)."""

from collections.abc import Collection
from typing import Any, NamedTuple

from services.deciding import Unknown
from services.profile.domain.people.person import RegisteredPerson
from services.profile.domain.sight.acquaintance import Acquaintance
from services.profile.domain.sight.person_view import PersonView
from services.profile.domain.sight.sight import sight_of
from services.profile.domain.sight.tie import Tie

CONTACT = ("name", "email", "phone")
ATTRIBUTES = (
    "roles",
    "goals_sought",
    "goals_offered",
    "strengths",
    "weaknesses",
    "disciplines",
    "area_sought",
    "languages",
    "zone",
    "weekly_hours",
)
OWN = ("places_offered", "wished_qualities", "status", "registered_at", "changed_at")
OWN_WORDS = ("external_id", "shares_contact", "preferred_external_ids")
IN_CONFIDENCE = ("reporting_line_external_ids", "never_with_external_ids")


class Viewer(NamedTuple):
    """An organisation that looks, and whether it does so as a coordinator."""

    organisation_id: str
    coordinates: bool = False


def view_of(
    state: RegisteredPerson,
    viewer: Viewer,
    acquaintances: Collection[Acquaintance] = (),
    ties: Collection[Tie] = (),
) -> PersonView:
    """What the viewer may see. Raises Unknown if that is nothing, not even that the person exists."""
    if viewer.organisation_id == state.person.organisation_id:
        return own_view(state, in_confidence=viewer.coordinates)
    sight = sight_of(state.id, viewer.organisation_id, acquaintances, ties)
    if sight is None:
        raise Unknown(RegisteredPerson.KIND, state.id)
    seen: dict[str, Any] = _public(state, ATTRIBUTES) if sight.attributes else {}
    if sight.contact and state.confidences.shares_contact:
        seen |= _private(state, CONTACT)
    return PersonView(id=state.id, organisation_id=state.person.organisation_id, **seen)


def own_view(state: RegisteredPerson, *, in_confidence: bool) -> PersonView:
    """The person as their own organisation sees them."""
    seen = _public(state, (*ATTRIBUTES, *OWN)) | _private(state, (*CONTACT, *OWN_WORDS))
    if in_confidence:
        seen |= _private(state, IN_CONFIDENCE) | {"screening": state.person.screening}
    return PersonView(id=state.id, organisation_id=state.person.organisation_id, **seen)


def _public(state: RegisteredPerson, fields: Collection[str]) -> dict[str, Any]:
    return {field: getattr(state.person, field) for field in fields}


def _private(state: RegisteredPerson, fields: Collection[str]) -> dict[str, Any]:
    return {field: getattr(state.confidences, field) for field in fields}
