"""Whatever is done in whatever order: capacity is never exceeded, and no place is lost."""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from mentormesh_contracts.organisations import AgreementEnded, Share
from mentormesh_contracts.people import PersonLeft
from mentormesh_contracts.programmes import Structure
from mentormesh_contracts.vocabulary import EndReason, MentorshipStatus, PersonStatus, ProgrammeKind, Role
from services.deciding import Deciding, Refusal
from services.matching.domain.mentorships.accept import Accept, accept
from services.matching.domain.mentorships.approve import Approve, approve
from services.matching.domain.mentorships.complete import Complete, complete
from services.matching.domain.mentorships.decline import Decline, decline
from services.matching.domain.mentorships.end import End, end
from services.matching.domain.mentorships.expire import expire
from services.matching.domain.mentorships.expiry import ExpireProposal
from services.matching.domain.mentorships.lapse import LapseProposal, lapse
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.mentorships.part_with import PartWith, part_with
from services.matching.domain.mentorships.propose import Propose, propose
from services.matching.domain.mentorships.settle import places_by_id
from services.matching.domain.participants.hear import person_left
from services.matching.domain.participants.participant import Participant
from services.matching.domain.ties.hear import agreement_ended
from services.matching.domain.ties.places import AgreementPlaces
from tests.unit.matching.given import agreement, joined, mentee, mentor, peer, programme
from tests.unit.matching.mentorships.worlds import cycle_of, with_cycle

MENTORS, SEEKERS = ("m1", "m2", "m3"), ("s1", "s2", "s3", "s4", "s5", "s6")
QUOTA = Share(roles=tuple(Role), places=2)
CARRIED_OUT: Mapping[Any, Callable[..., Deciding]] = {ExpireProposal: expire, LapseProposal: lapse, PartWith: part_with}


def organisation(id: str) -> str:
    return ("acme", "bolt")[int(id[1]) % 2]


class Network(RuleBasedStateMachine):
    kind = ProgrammeKind.FORMAL

    @initialize()
    def begins(self) -> None:
        """A cycle runs over mentors with one or two places, in two organisations with a quota."""
        self.terms = agreement(gives=QUOTA, receives=QUOTA, dual_approval=True)
        of = programme(self.kind, structure=Structure(group_minimum=2, group_maximum=3))
        people: list[Participant] = [self.seeker(id) for id in SEEKERS]
        people += [mentor(id, organisation(id), places_offered=1 + index % 2) for index, id in enumerate(MENTORS)]
        self.world = with_cycle(of, *people, *joined(self.terms))

    def seeker(self, id: str) -> Participant:
        return mentee(id, organisation(id))

    def tries(self, deciding: Deciding) -> None:
        with suppress(Refusal):
            self.world.does(deciding)

    def mentorships(self) -> list[Mentorship]:
        return [state for state in self.world.states.values() if isinstance(state, Mentorship)]

    def some(self, data: Any) -> Mentorship | None:
        found = self.mentorships()
        return data.draw(st.sampled_from(found)) if found else None

    @rule(data=st.data())
    def proposes(self, data: Any) -> None:
        size = 3 if self.kind is ProgrammeKind.GROUP else 2 if self.kind is ProgrammeKind.PEER else 1
        seekers = data.draw(st.lists(st.sampled_from(SEEKERS), min_size=size, max_size=size, unique=True))
        mentor_id = None if self.kind is ProgrammeKind.PEER else data.draw(st.sampled_from(MENTORS))
        command = Propose(cycle_id=cycle_of(self.world), mentor_id=mentor_id, seekers=tuple(seekers))
        self.tries(propose(command, self.world.context()))

    @rule(data=st.data(), many=st.booleans())
    def accepts(self, data: Any, many: bool) -> None:
        if found := self.some(data):
            members = found.public.members
            if not many:
                members = (data.draw(st.sampled_from(members)),)
            for member in members:
                command = Accept(
                    organisation_id=member.organisation_id, mentorship_id=found.id, person_id=member.person_id
                )
                self.tries(accept(command, self.world.context()))

    @rule(data=st.data(), organisation_id=st.sampled_from(("acme", "bolt")))
    def approves(self, data: Any, organisation_id: str) -> None:
        if found := self.some(data):
            command = Approve(organisation_id=organisation_id, mentorship_id=found.id)
            self.tries(approve(command, self.world.context()))

    @rule(data=st.data())
    def declines(self, data: Any) -> None:
        if found := self.some(data):
            member = data.draw(st.sampled_from(found.public.members))
            person_id = data.draw(st.sampled_from((None, member.person_id)))
            command = Decline(organisation_id=member.organisation_id, mentorship_id=found.id, person_id=person_id)
            self.tries(decline(command, self.world.context()))

    @rule(data=st.data(), early=st.booleans())
    def closes(self, data: Any, early: bool) -> None:
        if found := self.some(data):
            mine = found.public.organisations[0]
            ending = End(organisation_id=mine, mentorship_id=found.id, reason=EndReason.NOT_A_FIT)
            completing = Complete(organisation_id=mine, mentorship_id=found.id)
            context = self.world.context()
            self.tries(end(ending, context) if early else complete(completing, context))

    @rule(hours=st.sampled_from((1, 40, 100)))
    def time_goes_by(self, hours: int) -> None:
        self.world.passes(timedelta(hours=hours))
        for id, (due, command) in sorted(self.world.reminders.items()):
            if due <= self.world.now:
                self.world.reminders.pop(id, None)
                self.tries(CARRIED_OUT[type(command)](command, self.world.context()))

    @rule(person_id=st.sampled_from((*MENTORS, *SEEKERS)))
    def leaves(self, person_id: str) -> None:
        person = self.world.get(Participant, person_id).person
        gone = person.model_copy(update={"status": PersonStatus.LEFT})
        self.tries(person_left(PersonLeft(after=gone), self.world.context()))

    @rule()
    def the_agreement_ends(self) -> None:
        self.tries(agreement_ended(AgreementEnded(after=self.terms), self.world.context()))

    @invariant()
    def places_are_those_of_live_mentorships(self) -> None:
        """Neither more than offered, nor lost, nor kept."""
        held = Counter(each.mentor for each in self.mentorships() if each.public.is_live and each.mentor)
        for id in MENTORS:
            mentor = self.world.get(Participant, id)
            assert len(mentor.mentoring) == held[id] <= mentor.person.places_offered

    @invariant()
    def agreements_are_kept(self) -> None:
        """What is counted is what live mentorships hold, and never more than the quota."""
        live = [each for each in self.mentorships() if each.public.is_live]
        held = sum((Counter(places_by_id(each.public)) for each in live), Counter())
        open_ones = {each.id for each in live if each.status is MentorshipStatus.PROPOSED}
        for state in self.world.states.values():
            if isinstance(state, AgreementPlaces):
                assert state.used == held[state.id] <= 2
                assert set(state.proposals) <= open_ones

    @invariant()
    def everyone_seeking_has_one_mentorship_at_most(self) -> None:
        """And it is the one that names them."""
        for id in SEEKERS:
            live = [each.id for each in self.mentorships() if each.public.is_live and each.public.member(id)]
            assert len(live) <= 1
            noted = [each.mentorship_id for each in self.world.get(Participant, id).enrolments if each.mentorship_id]
            assert noted == live or self.world.get(Participant, id).enrolments == ()


class GroupNetwork(Network):
    kind = ProgrammeKind.GROUP


class PeerNetwork(Network):
    kind = ProgrammeKind.PEER

    def seeker(self, id: str) -> Participant:
        return peer(id, organisation(id), disciplines={f"field-{id}": 4.0})


for machine in (Network, GroupNetwork, PeerNetwork):
    machine.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestPairs, TestGroups, TestPeers = Network.TestCase, GroupNetwork.TestCase, PeerNetwork.TestCase
