"""Every cell of the table of who sees what (design, section 5), as far as this service owns it."""

from itertools import product

import pytest

from mentormesh_contracts.mentorships import Mentorship
from mentormesh_contracts.vocabulary import MentorshipStatus, Role
from services.deciding import Unknown
from services.profile.domain.people.person import RegisteredPerson
from services.profile.domain.sight.acquaintance import Acquaintance
from services.profile.domain.sight.person_view import PersonView
from services.profile.domain.sight.tie import Tie
from services.profile.domain.sight.view_of import ATTRIBUTES, CONTACT, IN_CONFIDENCE, Viewer, view_of
from tests.unit.profile.given import ADA, ada
from tests.unit.profile.sight.given import agreement, mentorship

PARTNER = Viewer("globex", coordinates=True)
BOTH = ("acme", "globex")
SHARES_MENTEES = [Tie.of(agreement())]
SHARES_MENTORS = [Tie.of(agreement(acme_gives=(Role.MENTOR,)))]

PROPOSED = mentorship()
APPROVED_BY_ONE = mentorship(asked=BOTH, approved=["globex"])
APPROVED = mentorship(approved=BOTH)
ACTIVE = mentorship(MentorshipStatus.ACTIVE)
PAUSED = mentorship(MentorshipStatus.PAUSED)


def person(**changes: object) -> RegisteredPerson:
    """Ada under a fixed id."""
    state = ada(**changes)
    return state.model_copy(update={"id": "ada", "person": state.person.model_copy(update={"id": "ada"})})


def seen_by_partner(known: Mentorship | None, ties: list[Tie], state: RegisteredPerson | None = None) -> PersonView:
    acquaintances = [Acquaintance.of(known)] if known else []
    return view_of(state or person(), PARTNER, acquaintances, ties)


def shown(view: PersonView) -> set[str]:
    return set(view.model_dump(exclude_none=True)) - {"id", "organisation_id"}


# The own organisation.


@pytest.mark.parametrize("coordinates", [True, False])
def test_its_own_organisation_sees_name_contact_and_attributes(coordinates: bool) -> None:
    view = view_of(person(), Viewer("acme", coordinates))
    assert (view.name, view.email, view.phone) == (ADA["name"], ADA["email"], ADA["phone"])
    assert view.goals_sought == ADA["goals_sought"]
    assert view.external_id == "E-1"


def test_its_own_coordinators_see_reporting_line_never_with_and_screening() -> None:
    view = view_of(person(), Viewer("acme", coordinates=True))
    assert view.reporting_line_external_ids == ("E-9",)
    assert view.never_with_external_ids == ("E-8",)
    assert view.screening is not None


def test_nobody_else_of_its_own_organisation_does() -> None:
    assert shown(view_of(person(), Viewer("acme"))).isdisjoint({*IN_CONFIDENCE, "screening"})


def test_its_own_organisation_needs_no_consent() -> None:
    assert view_of(person(shares_contact=False), Viewer("acme")).name == ADA["name"]


# A partner, nothing yet.


@pytest.mark.parametrize("ties", [[], SHARES_MENTEES])
def test_a_partner_does_not_learn_that_a_person_exists(ties: list[Tie]) -> None:
    with pytest.raises(Unknown) as unknown:
        seen_by_partner(None, ties)
    assert unknown.value.kind == RegisteredPerson.KIND


def test_an_acquaintance_of_others_opens_nothing() -> None:
    elsewhere = Acquaintance.of(mentorship(MentorshipStatus.ACTIVE, mentor_at="initech"))
    with pytest.raises(Unknown):
        view_of(person(), PARTNER, [elsewhere], SHARES_MENTEES)


def test_an_acquaintance_with_somebody_else_opens_nothing() -> None:
    somebody = Acquaintance.of(mentorship(MentorshipStatus.ACTIVE, mentee_id="bob"))
    with pytest.raises(Unknown):
        view_of(person(), PARTNER, [somebody], SHARES_MENTEES)


# A partner, candidate under an agreement.


def test_a_candidate_is_known_by_a_pseudonymous_id() -> None:
    view = seen_by_partner(PROPOSED, [])
    assert (view.id, view.organisation_id) == ("ada", "acme")
    assert shown(view) == set()


def test_a_candidates_attributes_are_seen_if_the_agreement_shares_the_role() -> None:
    view = seen_by_partner(PROPOSED, SHARES_MENTEES)
    assert shown(view) == set(ATTRIBUTES) - {"area_sought"}
    assert view.disciplines == ADA["disciplines"]


def test_they_are_not_if_it_shares_another_role() -> None:
    assert shown(seen_by_partner(PROPOSED, SHARES_MENTORS)) == set()


@pytest.mark.parametrize("known", [PROPOSED, APPROVED_BY_ONE], ids=["nobody asked", "approved by one"])
def test_name_and_contact_are_not_seen_until_both_coordinators_approved(known: Mentorship) -> None:
    assert shown(seen_by_partner(known, SHARES_MENTEES)).isdisjoint(CONTACT)


def test_once_both_approved_name_and_contact_are_seen() -> None:
    view = seen_by_partner(APPROVED, SHARES_MENTEES)
    assert (view.name, view.email, view.phone) == (ADA["name"], ADA["email"], ADA["phone"])


def test_approval_shares_no_attributes_that_the_agreement_does_not() -> None:
    assert shown(seen_by_partner(APPROVED, SHARES_MENTORS)) == set(CONTACT)


# A partner, in an active mentorship.


@pytest.mark.parametrize("known", [ACTIVE, PAUSED], ids=["active", "paused"])
@pytest.mark.parametrize("ties", [[], SHARES_MENTORS], ids=["agreement over", "another role"])
def test_in_a_mentorship_attributes_are_seen_whatever_became_of_the_agreement(
    known: Mentorship, ties: list[Tie]
) -> None:
    assert shown(seen_by_partner(known, ties)) >= set(ATTRIBUTES) - {"area_sought"}


def test_in_a_mentorship_name_and_contact_are_seen() -> None:
    assert seen_by_partner(ACTIVE, []).email == ADA["email"]


# Whatever the mentorship.


@pytest.mark.parametrize("known", [APPROVED, ACTIVE], ids=["approved", "active"])
def test_without_consent_name_and_contact_are_never_seen(known: Mentorship) -> None:
    assert shown(seen_by_partner(known, SHARES_MENTEES, person(shares_contact=False))).isdisjoint(CONTACT)


@pytest.mark.parametrize(("known", "ties"), list(product([PROPOSED, APPROVED, ACTIVE], [[], SHARES_MENTEES])))
def test_reporting_line_never_with_screening_and_own_words_are_never_a_partners(
    known: Mentorship, ties: list[Tie]
) -> None:
    assert shown(seen_by_partner(known, ties)) <= {*ATTRIBUTES, *CONTACT}


def test_of_two_mentorships_each_shows_what_it_shows() -> None:
    second = Acquaintance.of(mentorship(MentorshipStatus.ACTIVE)).model_copy(update={"id": "second"})
    view = view_of(person(), PARTNER, [Acquaintance.of(PROPOSED), second], [])
    assert view.name == ADA["name"]
