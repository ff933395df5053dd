"""What a cycle is to propose, why the others are left out, and how good it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from mentormesh_contracts.programmes import Audit
from mentormesh_contracts.vocabulary import Constraint, ProgrammeKind, Role
from services.matching.cohort.auditing import audit
from services.matching.cohort.found import Found, Pinned, Tell
from services.matching.cohort.gather import Cohort, gather
from services.matching.cohort.groups import plan_groups
from services.matching.cohort.pairs import plan_pairs
from services.matching.cohort.peers import plan_peers
from services.matching.cohort.pinning import pinned
from services.matching.cohort.proposal import Proposal
from services.matching.cohort.reasoning import reasons_of, role_not_taken
from services.matching.cohort.relating import Pairs
from services.matching.domain.cycles.left_out import Reason
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.pair import PAIR, PEERS, Ground
from services.matching.domain.ties.places import AgreementPlaces


@dataclass(frozen=True)
class Plan:
    """The engine's result, in people."""

    considered: int
    proposals: Sequence[Proposal]
    left_out: Sequence[Reason]
    audit: Audit
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    """For everyone in a proposal: what to say if it turns out to be refused."""


def plan(
    participants: Sequence[Participant],
    ground: Ground,
    places: Mapping[str, AgreementPlaces],
    *,
    pins: Pairs = (),
    vetoes: Pairs = (),
    seed: int = 0,
    tell: Tell = lambda _: None,
) -> Plan:
    """For everyone enrolled in the programme; those who have a live mentorship in it are not considered.

    Pins and vetoes are pairs of a seeker and another, and pins can be honoured. `tell` hears of each phase. The same
    people, in whatever order, give the same plan. Raises PinNotPossible.
    """
    kind = ground.programme.kind
    role = Role.PEER if kind is ProgrammeKind.PEER else Role.MENTEE
    looking = sorted(
        (each for each in participants if _looks(each, ground.programme.id, role)), key=lambda each: each.id
    )
    seekers = [each for each in looking if each.takes_role(role)]
    roles = PEERS if role is Role.PEER else PAIR
    others = seekers if roles.are_peers else _mentors(participants, ground.programme.id)
    cohort = gather(seekers, others, roles, ground, places, vetoes)
    found = _PLANNERS[kind](cohort, pinned(cohort, pins), seed, tell)
    return _complete(cohort, found, [each for each in looking if not each.takes_role(role)])


def _looks(participant: Participant, programme_id: str, role: Role) -> bool:
    enrolment = participant.enrolment(programme_id, role)
    return participant.is_active and enrolment is not None and enrolment.mentorship_id is None


def _mentors(participants: Sequence[Participant], programme_id: str) -> list[Participant]:
    return [
        each
        for each in participants
        if each.takes_role(Role.MENTOR) and each.enrolment(programme_id, Role.MENTOR) is not None
    ]


Planner = Callable[[Cohort, Pinned, int, Tell], Found]
_PLANNERS: Mapping[ProgrammeKind, Planner] = {
    ProgrammeKind.FORMAL: plan_pairs,
    ProgrammeKind.PEER: plan_peers,
    ProgrammeKind.GROUP: plan_groups,
}


def _complete(cohort: Cohort, found: Found, without_role: list[Participant]) -> Plan:
    in_groups = cohort.ground.programme.kind is ProgrammeKind.GROUP
    last = Constraint.GROUP_SIZE if in_groups else Constraint.NOT_CHOSEN
    left_out = [*reasons_of(cohort, found, last), *(role_not_taken(each) for each in without_role)]
    considered = len(cohort.seekers) + len(without_role)
    organisations = {each.id: each.organisation_id for each in (*cohort.seekers, *cohort.others)}
    seekers = [*cohort.seekers, *without_role]
    return Plan(
        considered,
        found.proposals,
        left_out,
        audit(seekers, considered, found.proposals, cohort.ground, organisations, found.proof),
        {seeker: _if_refused(seeker, organisations, last) for each in found.proposals for seeker in each.seekers},
    )


def _if_refused(seeker: str, organisations: Mapping[str, str], last: Constraint) -> Reason:
    return Reason(person_id=seeker, organisation_id=organisations[seeker], binding=last, ruled_out={})
