from datetime import UTC, date, datetime, timedelta

import pytest

from mentormesh_contracts.organisations import AgreementEnded
from mentormesh_contracts.programmes import Structure
from mentormesh_contracts.vocabulary import EndReason, MentorshipStatus
from services.deciding import Unknown
from services.matching.domain.mentorships.accept import Accept, accept
from services.matching.domain.mentorships.approve import Approve, NoApprovalAsked, approve
from services.matching.domain.mentorships.decline import Decline, decline
from services.matching.domain.mentorships.expire import expire
from services.matching.domain.mentorships.expiry import ExpireProposal
from services.matching.domain.mentorships.lapse import LapseProposal, lapse
from services.matching.domain.mentorships.mentorship import AnsweredAlready, Declined
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.refused import NotEligible
from services.matching.domain.ties.hear import agreement_ended
from services.matching.domain.ties.places import AgreementOver, AgreementPlaces
from tests.unit.matching.given import World, agreement, joined, mentee, mentor, names, programme
from tests.unit.matching.mentorships.worlds import accepts, lent, mentorship, proposes, used, with_cycle

SHARED = agreement(dual_approval=True)


def crossing() -> tuple[World, str]:
    world = with_cycle(programme(), mentor(), mentee("mentee", "bolt"), *joined(SHARED))
    return world, proposes(world, "mentor", "mentee").id


def own() -> tuple[World, str]:
    world = with_cycle(programme(), mentor(), mentee())
    return world, proposes(world, "mentor", "mentee").id


def approves(world: World, id: str, organisation_id: str) -> None:
    world.does(approve(Approve(organisation_id=organisation_id, mentorship_id=id), world.context()))


def test_it_starts_when_both_have_accepted() -> None:
    world, id = own()
    accepts(world, id, "mentee", "mentor")
    expected = ["mentorship.proposed", "mentorship.accepted", "mentorship.accepted", "mentorship.started"]
    assert names(world.told) == expected
    assert mentorship(world, id).status is MentorshipStatus.ACTIVE
    assert used(world) == 1
    assert not world.reminders


def test_it_waits_for_both_approvals_whenever_they_come() -> None:
    world, id = crossing()
    approves(world, id, "bolt")
    accepts(world, id, "mentee", "mentor")
    assert mentorship(world, id).status is MentorshipStatus.PROPOSED
    approves(world, id, "acme")
    assert mentorship(world, id).status is MentorshipStatus.ACTIVE


def test_an_approval_is_given_once_and_only_where_it_is_asked() -> None:
    world, id = crossing()
    approves(world, id, "bolt")
    with pytest.raises(NoApprovalAsked):
        approves(world, id, "bolt")
    other, own_id = own()
    with pytest.raises(NoApprovalAsked):
        approves(other, own_id, "acme")


def test_an_organisation_answers_for_its_own_people_only() -> None:
    world, id = crossing()
    with pytest.raises(Unknown):
        world.does(accept(Accept(organisation_id="acme", mentorship_id=id, person_id="mentee"), world.context()))
    with pytest.raises(Unknown):
        world.does(accept(Accept(organisation_id="core", mentorship_id=id, person_id="mentee"), world.context()))


def test_nobody_accepts_twice() -> None:
    world, id = own()
    accepts(world, id, "mentor")
    with pytest.raises(AnsweredAlready):
        accepts(world, id, "mentor")


def test_a_no_frees_every_place() -> None:
    world, id = crossing()
    command = Decline(organisation_id="bolt", mentorship_id=id, person_id="mentee", reason=EndReason.NO_TIME)
    world.does(decline(command, world.context()))
    assert names(world.told)[-1] == "mentorship.declined"
    assert (used(world), lent(world)) == (0, 0)
    assert world.get(AgreementPlaces, "acme-bolt:acme").proposals == ()
    assert world.get(Participant, "mentee").enrolments[0].mentorship_id is None
    assert mentorship(world, id).declined == Declined(organisation_id="bolt", reason=EndReason.NO_TIME)
    assert not world.reminders


def test_a_coordinator_may_say_no() -> None:
    world, id = crossing()
    world.does(decline(Decline(organisation_id="acme", mentorship_id=id), world.context()))
    assert mentorship(world, id).status is MentorshipStatus.DECLINED


def test_a_pair_that_was_declined_is_not_proposed_again() -> None:
    world, id = own()
    world.does(decline(Decline(organisation_id="acme", mentorship_id=id, person_id="mentor"), world.context()))
    with pytest.raises(NotEligible):
        proposes(world, "mentor", "mentee")


def test_an_offer_expires_and_frees_its_places() -> None:
    world, id = crossing()
    world.passes(timedelta(hours=72))
    world.does(expire(ExpireProposal(mentorship_id=id), world.context()))
    assert names(world.told)[-1] == "mentorship.expired"
    assert (used(world), lent(world)) == (0, 0)
    with pytest.raises(NotEligible):
        proposes(world, "mentor", "mentee")


def test_what_was_answered_does_not_expire() -> None:
    world, id = own()
    accepts(world, id, "mentor", "mentee")
    assert not world.does(expire(ExpireProposal(mentorship_id=id), world.context())).changes


def test_nothing_is_answered_after_the_time() -> None:
    world, id = own()
    world.does(expire(ExpireProposal(mentorship_id=id), world.context()))
    with pytest.raises(AnsweredAlready):
        accepts(world, id, "mentor")


def test_an_open_proposal_lapses_when_its_agreement_ends() -> None:
    world, id = crossing()
    world.does(agreement_ended(AgreementEnded(after=SHARED), world.context()))
    due, command = world.reminders[f"{id}:lapse"]
    assert (due, command) == (world.now, LapseProposal(mentorship_id=id))
    world.does(lapse(command, world.context()))
    assert names(world.told)[-1] == "mentorship.lapsed"
    assert (used(world), lent(world)) == (0, 0)


def test_whoever_lapsed_may_be_proposed_again() -> None:
    world, id = own()
    world.does(lapse(LapseProposal(mentorship_id=id), world.context()))
    assert proposes(world, "mentor", "mentee").status is MentorshipStatus.PROPOSED


def test_nothing_starts_once_its_agreement_has_ended() -> None:
    world = with_cycle(programme(), mentor(), mentee("mentee", "bolt"), *joined(agreement()))
    id = proposes(world, "mentor", "mentee").id
    accepts(world, id, "mentee")
    world.does(agreement_ended(AgreementEnded(after=agreement()), world.context()))
    with pytest.raises(AgreementOver):
        accepts(world, id, "mentor")


def test_an_active_mentorship_goes_on_after_its_agreement_and_frees_its_place_at_its_end() -> None:
    world = with_cycle(programme(), mentor(), mentee("mentee", "bolt"), *joined(agreement()))
    id = proposes(world, "mentor", "mentee").id
    accepts(world, id, "mentee", "mentor")
    world.does(agreement_ended(AgreementEnded(after=agreement()), world.context()))
    assert f"{id}:lapse" not in world.reminders
    assert mentorship(world, id).status is MentorshipStatus.ACTIVE
    assert lent(world) == 1


def test_a_programme_with_a_last_day_completes_its_mentorships_when_it_is_over() -> None:
    of = programme(structure=Structure(ends_on=date(2026, 6, 30)))
    world = with_cycle(of, mentor(), mentee())
    id = proposes(world, "mentor", "mentee").id
    accepts(world, id, "mentor", "mentee")
    assert world.reminders[f"{id}:planned-end"][0] == datetime(2026, 7, 1, tzinfo=UTC)
