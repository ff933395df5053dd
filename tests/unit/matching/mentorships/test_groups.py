from datetime import timedelta

import pytest

from mentormesh_contracts.organisations import Share
from mentormesh_contracts.programmes import Structure
from mentormesh_contracts.vocabulary import EndReason, MentorshipStatus, ProgrammeKind
from services.matching.domain.mentorships.approve import Approve, approve
from services.matching.domain.mentorships.decline import Decline, decline
from services.matching.domain.mentorships.expire import expire
from services.matching.domain.mentorships.expiry import ExpireProposal
from services.matching.domain.mentorships.leave import mentees
from services.matching.domain.mentorships.part_with import PartWith, part_with
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.refused import NotEligible
from services.matching.domain.ties.places import QuotaUsedUp
from tests.unit.matching.given import World, agreement, joined, mentee, mentor, names, programme
from tests.unit.matching.mentorships.worlds import accepts, lent, mentorship, proposes, used, with_cycle

GROUP = programme(ProgrammeKind.GROUP, structure=Structure(group_minimum=2, group_maximum=4))


def three(dual_approval: bool = False) -> tuple[World, str]:
    """A group of two of acme and one of bolt."""
    shared = joined(agreement(dual_approval=dual_approval))
    world = with_cycle(GROUP, mentor(), mentee("a"), mentee("b"), mentee("c", "bolt"), *shared)
    return world, proposes(world, "mentor", "a", "b", "c").id


def says_no(world: World, id: str, person_id: str | None, organisation_id: str = "acme") -> None:
    command = Decline(organisation_id=organisation_id, mentorship_id=id, person_id=person_id)
    world.does(decline(command, world.context()))


def runs_out(world: World, id: str) -> None:
    world.passes(timedelta(hours=72))
    world.does(expire(ExpireProposal(mentorship_id=id), world.context()))


def test_a_group_takes_one_place_of_its_mentor_and_one_of_the_agreement_for_each_of_the_partners() -> None:
    world, _ = three()
    assert (used(world), lent(world)) == (1, 1)


def test_a_group_too_large_for_the_quota_is_refused() -> None:
    shared = joined(agreement(gives=Share(places=1)))
    world = with_cycle(GROUP, mentor(), mentee("a", "bolt"), mentee("b", "bolt"), *shared)
    with pytest.raises(QuotaUsedUp):
        proposes(world, "mentor", "a", "b")


def test_it_starts_when_all_have_accepted() -> None:
    world, id = three()
    accepts(world, id, "a", "b", "c", "mentor")
    assert mentorship(world, id).status is MentorshipStatus.ACTIVE


def test_whoever_declines_leaves_and_the_group_goes_on() -> None:
    world, id = three()
    says_no(world, id, "c", "bolt")
    assert names(world.told)[-1] == "mentorship.member_left"
    assert mentees(mentorship(world, id)) == ("a", "b")
    assert (used(world), lent(world)) == (1, 0)
    accepts(world, id, "a", "b", "mentor")
    assert mentorship(world, id).status is MentorshipStatus.ACTIVE


def test_it_starts_when_the_last_one_asked_declines() -> None:
    world, id = three()
    accepts(world, id, "a", "b", "mentor")
    says_no(world, id, "c", "bolt")
    assert names(world.told)[-2:] == ["mentorship.member_left", "mentorship.started"]


def test_below_its_minimum_it_is_declined_and_those_who_did_not_say_no_may_meet_again() -> None:
    world, id = three()
    says_no(world, id, "a")
    says_no(world, id, "b")
    assert mentorship(world, id).status is MentorshipStatus.DECLINED
    assert (used(world), lent(world)) == (0, 0)
    met = {id: world.get(Participant, id).has_met("p", "mentor") for id in "abc"}
    assert met == {"a": True, "b": True, "c": False}


def test_the_mentors_no_ends_it_for_all() -> None:
    world, id = three()
    says_no(world, id, "mentor")
    assert mentorship(world, id).status is MentorshipStatus.DECLINED
    assert all(world.get(Participant, id).has_met("p", "mentor") for id in "abc")


def test_a_coordinators_no_takes_their_people_out() -> None:
    world, id = three(dual_approval=True)
    says_no(world, id, None, "bolt")
    group = mentorship(world, id)
    assert mentees(group) == ("a", "b")
    assert group.public.approvals == ()


def test_in_the_end_it_starts_with_those_who_accepted() -> None:
    world, id = three()
    accepts(world, id, "mentor", "a", "c")
    runs_out(world, id)
    group = mentorship(world, id)
    assert group.status is MentorshipStatus.ACTIVE
    assert mentees(group) == ("a", "c")
    assert world.get(Participant, "b").enrolments[0].mentorship_id is None


def test_those_whose_coordinator_did_not_approve_in_time_leave() -> None:
    world, id = three(dual_approval=True)
    accepts(world, id, "mentor", "a", "b", "c")
    world.does(approve(Approve(organisation_id="acme", mentorship_id=id), world.context()))
    runs_out(world, id)
    assert mentees(mentorship(world, id)) == ("a", "b")


def test_it_expires_with_too_few_and_those_who_accepted_may_meet_again() -> None:
    world, id = three()
    accepts(world, id, "mentor", "a")
    runs_out(world, id)
    assert mentorship(world, id).status is MentorshipStatus.EXPIRED
    assert not world.get(Participant, "a").has_met("p", "mentor")
    assert world.get(Participant, "b").has_met("p", "mentor")


def test_it_expires_if_the_mentor_did_not_answer() -> None:
    world, id = three()
    accepts(world, id, "a", "b", "c")
    runs_out(world, id)
    assert mentorship(world, id).status is MentorshipStatus.EXPIRED


def test_under_way_it_goes_on_until_the_last_mentee_leaves() -> None:
    world, id = three()
    accepts(world, id, "a", "b", "c", "mentor")
    for gone in "ab":
        world.does(part_with(PartWith(mentorship_id=id, person_id=gone), world.context()))
        assert mentorship(world, id).status is MentorshipStatus.ACTIVE
    world.does(part_with(PartWith(mentorship_id=id, person_id="c"), world.context()))
    assert mentorship(world, id).public.end_reason is EndReason.PERSON_LEFT
    assert (used(world), lent(world)) == (0, 0)


def test_a_group_is_not_formed_of_those_who_may_not_meet() -> None:
    world = with_cycle(GROUP, mentor(), mentee("a"), mentee("b", never_with=("a",)))
    with pytest.raises(NotEligible):
        proposes(world, "mentor", "a", "b")
