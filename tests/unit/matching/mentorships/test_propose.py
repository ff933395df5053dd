from datetime import timedelta

import pytest

from mentormesh_contracts.mentorships import AgreementPlace
from mentormesh_contracts.organisations import Share
from mentormesh_contracts.vocabulary import MentorshipStatus, ProgrammeKind, Role
from services.matching.domain.cycles.cycle import CycleOver
from services.matching.domain.cycles.end import FailCycle, fail_cycle
from services.matching.domain.cycles.work import TakeCycle, take_cycle
from services.matching.domain.mentorships.expiry import ExpireProposal
from services.matching.domain.participants.participant import MatchedAlready, Participant, PlacesTaken
from services.matching.domain.rules.refused import NotEligible
from services.matching.domain.ties.places import QuotaUsedUp
from tests.unit.matching.given import NOW, agreement, joined, mentee, mentor, names, peer, programme
from tests.unit.matching.mentorships.worlds import cycle_of, lent, proposes, used, with_cycle


def test_a_proposal_holds_places_and_waits_for_its_answers() -> None:
    world = with_cycle(programme(), mentor(), mentee())
    proposed = proposes(world, "mentor", "mentee")
    assert names(world.told) == ["mentorship.proposed"]
    assert proposed.status is MentorshipStatus.PROPOSED
    assert [member.role for member in proposed.public.members] == [Role.MENTOR, Role.MENTEE]
    assert used(world) == 1
    enrolment = world.get(Participant, "mentee").enrolments[0]
    assert enrolment.mentorship_id == proposed.id
    expected = (NOW + timedelta(hours=72), ExpireProposal(mentorship_id=proposed.id))
    assert world.reminders[f"{proposed.id}:expiry"] == expected


def test_a_mentor_is_never_given_more_than_the_places_offered() -> None:
    world = with_cycle(programme(), mentor(places_offered=1), mentee("a"), mentee("b"))
    proposes(world, "mentor", "a")
    with pytest.raises(PlacesTaken):
        proposes(world, "mentor", "b")


def test_a_mentee_has_one_live_mentorship_in_a_programme() -> None:
    world = with_cycle(programme(), mentor("m"), mentor("n"), mentee())
    proposes(world, "m", "mentee")
    with pytest.raises(MatchedAlready):
        proposes(world, "n", "mentee")


def test_the_same_two_are_not_proposed_again() -> None:
    world = with_cycle(programme(), mentor(), mentee())
    proposes(world, "mentor", "mentee")
    with pytest.raises(NotEligible):
        proposes(world, "mentor", "mentee")


def test_a_place_of_the_agreement_is_taken_where_it_is_crossed() -> None:
    world = with_cycle(programme(), mentor(), mentee("a", "bolt"), *joined(agreement(gives=Share(places=1))))
    proposed = proposes(world, "mentor", "a")
    held = AgreementPlace(agreement_id="acme-bolt", giver="acme", receiver="bolt")
    assert proposed.public.agreement_places == (held,)
    assert (lent(world), lent(world, "acme-bolt:bolt")) == (1, 0)


def test_a_quota_is_never_exceeded() -> None:
    shared = joined(agreement(gives=Share(places=1)))
    world = with_cycle(programme(), mentor(), mentee("a", "bolt"), mentee("b", "bolt"), *shared)
    proposes(world, "mentor", "a")
    with pytest.raises(QuotaUsedUp):
        proposes(world, "mentor", "b")


def test_peers_take_a_place_of_the_agreement_each_way() -> None:
    both = Share(roles=(Role.PEER,), places=5)
    shared = joined(agreement(gives=both, receives=both))
    two = (peer("a"), peer("b", "bolt", disciplines={"law": 3.0}))
    world = with_cycle(programme(ProgrammeKind.PEER), *two, *shared)
    proposes(world, None, "a", "b")
    assert (lent(world), lent(world, "acme-bolt:bolt")) == (1, 1)


def test_dual_approval_is_asked_of_both_organisations() -> None:
    shared = joined(agreement(dual_approval=True))
    world = with_cycle(programme(), mentor(), mentee("a", "bolt"), mentee("b"), *shared)
    crossing, own = proposes(world, "mentor", "a"), proposes(world, "mentor", "b")
    assert [approval.organisation_id for approval in crossing.public.approvals] == ["acme", "bolt"]
    assert own.public.approvals == ()


def test_nothing_is_proposed_by_a_cycle_that_is_over() -> None:
    world = with_cycle(programme(), mentor(), mentee())
    cycle = cycle_of(world)
    world.does(take_cycle(TakeCycle(cycle_id=cycle, worker="w"), world.context()))
    world.does(fail_cycle(FailCycle(cycle_id=cycle, worker="w"), world.context()))
    with pytest.raises(CycleOver):
        proposes(world, "mentor", "mentee")


def test_only_the_proposal_of_organisations_with_members_is_seen() -> None:
    shared = joined(agreement("acme", "bolt"))
    world = with_cycle(programme(), mentor("m", "bolt"), mentee("a", "bolt"), *shared)
    assert tuple(proposes(world, "m", "a").organisations()) == ("bolt",)
