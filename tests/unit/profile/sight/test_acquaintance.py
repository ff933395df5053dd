import pytest

from mentormesh_contracts.mentorships import (
    MentorshipApproved,
    MentorshipEnded,
    MentorshipEvent,
    MentorshipProposed,
    MentorshipStarted,
)
from mentormesh_contracts.topics import MENTORSHIPS
from mentormesh_contracts.vocabulary import MentorshipStatus
from services.profile.domain.sight.acquaintance import Acquaintance, acquaint
from services.profile.reactions import REACTIONS
from tests.unit.profile.given import Shelf
from tests.unit.profile.sight.given import mentorship


def heard(*events: MentorshipEvent) -> list[Acquaintance]:
    shelf = Shelf()
    for event in events:
        shelf.carry_out(acquaint, event)
    return shelf.all(Acquaintance)


def test_a_proposal_across_organisations_is_an_acquaintance_of_both() -> None:
    (known,) = heard(MentorshipProposed(after=mentorship()))
    assert set(known.organisations()) == {"acme", "globex"}
    assert known.indexed() == {"person_ids": ("ada", "grace")}
    assert not known.has_begun


def test_within_one_organisation_nobody_needs_one() -> None:
    assert heard(MentorshipProposed(after=mentorship(mentor_at="acme"))) == []


def test_an_approval_is_noted_for_the_organisation_that_gave_it() -> None:
    approved = mentorship(asked=["acme", "globex"], approved=["globex"])
    (known,) = heard(
        MentorshipProposed(after=mentorship(asked=["acme", "globex"])),
        MentorshipApproved(after=approved, organisation_id="globex"),
    )
    assert known.approved_by == ("globex",)


@pytest.mark.parametrize("status", [MentorshipStatus.ACTIVE, MentorshipStatus.PAUSED])
def test_it_has_begun_while_it_is_active_or_paused(status: MentorshipStatus) -> None:
    (known,) = heard(MentorshipStarted(after=mentorship(status)))
    assert known.has_begun


@pytest.mark.parametrize("status", [each for each in MentorshipStatus if not mentorship(each).is_live])
def test_its_closure_takes_it_away_however_it_closes(status: MentorshipStatus) -> None:
    assert heard(MentorshipProposed(after=mentorship()), MentorshipEnded(after=mentorship(status))) == []


def test_a_closure_of_what_was_never_known_changes_nothing() -> None:
    assert heard(MentorshipEnded(after=mentorship(MentorshipStatus.ENDED))) == []


def test_every_event_of_a_mentorship_is_heard() -> None:
    assert all(REACTIONS[event] is acquaint for event in MENTORSHIPS.events)
