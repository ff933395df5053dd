"""What a cycle is to propose, and why the others are left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from mentormesh_contracts.mentorships import Explanation
from mentormesh_contracts.vocabulary import Constraint, Goal, Objective, ProgrammeKind, Role
from services.matching.cohort.cohort import Cohort, acquainted, apart, gather
from services.matching.cohort.explanations import explanations, group_explanation
from services.matching.cohort.reasons import reason_of, role_not_taken
from services.matching.domain.cycles.left_out import Reason
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.hours import HOURS_A_BLOCK
from services.matching.domain.rules.pair import PAIR, PEERS, Ground
from services.matching.domain.ties.places import AgreementPlaces
from services.matching.engine.assigning import assign
from services.matching.engine.edges import NOBODY
from services.matching.engine.grouping import Cohort as GroupCohort
from services.matching.engine.grouping import Sizes, form_groups
from services.matching.engine.judging import Judgement, judge
from services.matching.engine.pairing import pair_up
from services.matching.engine.people import Integers

GOALS = tuple(Goal)


@dataclass(frozen=True)
class Proposal:
    """A mentorship to propose."""

    mentor_id: str | None
    """None: the seekers are peers."""
    seekers: tuple[str, ...]
    explanation: Explanation
    topic: Goal | None = None


@dataclass(frozen=True)
class Plan:
    """The engine's result, in people."""

    considered: int
    proposals: Sequence[Proposal]
    left_out: Sequence[Reason]
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    """For everyone considered: what to say if a proposal turns out to be refused."""


def plan(participants: Sequence[Participant], ground: Ground, places: Mapping[str, AgreementPlaces]) -> Plan:
    """For everyone enrolled in the programme; those who have a live mentorship in it are not considered."""
    kind = ground.programme.kind
    role = Role.PEER if kind is ProgrammeKind.PEER else Role.MENTEE
    looking = [each for each in participants if _looks(each, ground.programme.id, role)]
    seekers = [each for each in looking if each.takes_role(role)]
    roles = PEERS if role is Role.PEER else PAIR
    others = seekers if roles.are_peers else _mentors(participants, ground.programme.id)
    cohort = gather(seekers, others, roles, ground, places)
    judgement = judge(cohort.seeker_arrays, cohort.other_arrays, cohort.relations, cohort.rules)
    proposals = list(_PLANNERS[kind](cohort, judgement))
    return _complete(cohort, judgement, proposals, [each for each in looking if not each.takes_role(role)])


def _looks(participant: Participant, programme_id: str, role: Role) -> bool:
    enrolment = participant.enrolment(programme_id, role)
    return participant.is_active and enrolment is not None and enrolment.mentorship_id is None


def _mentors(participants: Sequence[Participant], programme_id: str) -> list[Participant]:
    return [
        each
        for each in participants
        if each.takes_role(Role.MENTOR) and each.enrolment(programme_id, Role.MENTOR) is not None
    ]


def _most_matched(cohort: Cohort) -> bool:
    return cohort.ground.policy.objective is Objective.MOST_MATCHED


def _plan_pairs(cohort: Cohort, judgement: Judgement) -> Iterator[Proposal]:
    chosen = assign(judgement.scores, cohort.places, cohort.quotas, most_matched=_most_matched(cohort))
    pairs = _pairs(chosen)
    told = explanations(cohort, judgement, pairs, ranked=True)
    for (seeker, other), explanation in zip(pairs, told, strict=True):
        yield Proposal(cohort.others[other].id, (cohort.seekers[seeker].id,), explanation)


def _plan_peers(cohort: Cohort, judgement: Judgement) -> Iterator[Proposal]:
    partners = pair_up(judgement.scores, cohort.quotas, most_matched=_most_matched(cohort))
    pairs = _pairs(partners)
    pairs = pairs[pairs[:, 0] < pairs[:, 1]]
    told = explanations(cohort, judgement, pairs, ranked=False)
    for (one, other), explanation in zip(pairs, told, strict=True):
        yield Proposal(None, (cohort.seekers[one].id, cohort.seekers[other].id), explanation)


def _plan_groups(cohort: Cohort, judgement: Judgement) -> Iterator[Proposal]:
    structure = cohort.ground.programme.structure
    sizes = Sizes(structure.group_minimum, structure.group_maximum, cohort.rules.minimum_hours / HOURS_A_BLOCK)
    everyone = GroupCohort(
        cohort.seeker_arrays,
        cohort.other_arrays,
        judgement.scores,
        cohort.places,
        apart(cohort.seekers),
        acquainted(cohort.numbers, cohort.ground),
    )
    for group in form_groups(everyone, cohort.quotas, sizes):
        yield Proposal(
            cohort.others[group.mentor].id,
            tuple(cohort.seekers[mentee].id for mentee in group.mentees),
            group_explanation(cohort, group.mentees, group.mentor),
            GOALS[group.topic],
        )


_PLANNERS = {
    ProgrammeKind.FORMAL: _plan_pairs,
    ProgrammeKind.PEER: _plan_peers,
    ProgrammeKind.GROUP: _plan_groups,
}


def _pairs(chosen: Integers) -> Integers:
    matched = np.flatnonzero(chosen != NOBODY)
    return np.stack([matched, chosen[matched]], axis=1)


def _complete(cohort: Cohort, judgement: Judgement, proposals: list[Proposal], without_role: list[Participant]) -> Plan:
    in_groups = cohort.ground.programme.kind is ProgrammeKind.GROUP
    last = Constraint.GROUP_SIZE if in_groups else Constraint.NOT_CHOSEN
    reasons = {each.id: reason_of(cohort, judgement, at, last) for at, each in enumerate(cohort.seekers)}
    matched = {seeker for proposal in proposals for seeker in proposal.seekers}
    left_out = [reason for id, reason in reasons.items() if id not in matched]
    left_out += [role_not_taken(each) for each in without_role]
    return Plan(len(cohort.seekers) + len(without_role), proposals, left_out, reasons)
