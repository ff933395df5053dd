"""How every proposal comes into being, whoever wished it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from mentormesh_contracts.mentorships import Explanation, Member, MentorshipProposed
from mentormesh_contracts.mentorships import Mentorship as PublicMentorship
from mentormesh_contracts.programmes import Policy, Programme
from mentormesh_contracts.vocabulary import (
    Constraint,
    Goal,
    MentorshipOrigin,
    MentorshipStatus,
    ProgrammeKind,
    Role,
)
from services.deciding import Context, Decision, Needing, need_each
from services.matching.domain.mentorships.agreed import approvals_asked, crossings, places_held
from services.matching.domain.mentorships.expiry import await_answers
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.mentorships.settle import settle
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.group import group_objection
from services.matching.domain.rules.hours import monday_of
from services.matching.domain.rules.pair import PAIR, PEERS, Ground, Pair, objection
from services.matching.domain.rules.refused import NotEligible
from services.matching.domain.rulings.lift import fulfilled
from services.matching.domain.rulings.ruling import Ruling, RulingKind, ruling_id
from services.matching.domain.ties.sharing import ties_among


@dataclass(frozen=True)
class Wished:
    """A mentorship that is to be: its people as they are now, and how it came about."""

    programme: Programme
    policy: Policy
    mentor: Participant | None
    """None: the seekers are peers."""
    seekers: Sequence[Participant]
    origin: MentorshipOrigin
    accepted_by: frozenset[str] = frozenset()
    waived: frozenset[Constraint] = frozenset()
    topic: Goal | None = None
    cycle_id: str | None = None
    explanation: Explanation | None = None
    id: str | None = None
    """None: a new one."""
    choices: tuple[str, ...] = ()
    """Who is asked next if it is not taken."""
    people: tuple[Participant, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Everyone, the mentor first."""
        object.__setattr__(self, "people", (*((self.mentor,) if self.mentor else ()), *self.seekers))


def begin(wished: Wished, context: Context) -> Needing[Decision]:
    """The proposal, with every constraint checked and every place taken, or a refusal.

    Raises NotEligible, PlacesTaken, MatchedAlready, NotEnrolled, QuotaUsedUp or AgreementOver.
    """
    organisations = {each.organisation_id for each in wished.people} | {wished.programme.organisation_id}
    ties = yield from ties_among(organisations, context.now)
    rulings = yield from _rulings(wished)
    _insist_eligible(wished, Ground(wished.programme, wished.policy, ties, monday_of(context.now), wished.waived))
    members = _members(wished, context)
    crossed = crossings(members, ties)
    agreed = {"agreement_places": places_held(crossed), "approvals": approvals_asked(crossed)}
    proposed = _proposal(wished, context, members=members, **agreed)
    decision = Decision().save(proposed, MentorshipProposed(after=proposed.public)).tell(proposed)
    yield from settle(decision, None, proposed)
    yield from fulfilled(decision, rulings)
    return await_answers(decision, proposed)


def _rulings(wished: Wished) -> Needing[Sequence[Ruling]]:
    """What coordinators say of its pairs. Raises NotEligible if one of them is vetoed."""
    first, *others = wished.people
    pairs = ((first.id, other.id) for other in others)
    found = yield from need_each(Ruling, (ruling_id(wished.programme.id, *pair) for pair in pairs))
    if any(ruling.kind is RulingKind.VETO for ruling in found.values()):
        raise NotEligible(Constraint.VETO)
    return list(found.values())


def _insist_eligible(wished: Wished, ground: Ground) -> None:
    roles = PAIR if wished.mentor else PEERS
    mentor, seekers = (wished.mentor, wished.seekers) if wished.mentor else (wished.seekers[0], wished.seekers[1:])
    for seeker in seekers:
        if constraint := objection(Pair(seeker, mentor), roles, ground):
            raise NotEligible(constraint)
    if wished.programme.kind is ProgrammeKind.GROUP and (constraint := group_objection(mentor, seekers, ground)):
        raise NotEligible(constraint)


def _members(wished: Wished, context: Context) -> tuple[Member, ...]:
    return tuple(
        Member(
            person_id=each.id,
            organisation_id=each.organisation_id,
            role=_role(wished, each),
            accepted_at=context.now if each.id in wished.accepted_by else None,
        )
        for each in wished.people
    )


def _role(wished: Wished, participant: Participant) -> Role:
    if wished.mentor is None:
        return Role.PEER
    return Role.MENTOR if participant is wished.mentor else Role.MENTEE


def _proposal(wished: Wished, context: Context, **agreed: Any) -> Mentorship:
    programme = wished.programme
    public = PublicMentorship(
        id=wished.id or context.new_id(),
        programme_id=programme.id,
        kind=programme.kind,
        origin=wished.origin,
        status=MentorshipStatus.PROPOSED,
        topic=wished.topic,
        cycle_id=wished.cycle_id,
        explanation=wished.explanation,
        cadence_days=programme.structure.cadence_days,
        proposed_at=context.now,
        expires_at=context.now + timedelta(hours=wished.policy.offer_expiry_hours),
        **agreed,
    )
    minimum = programme.structure.group_minimum if programme.kind is ProgrammeKind.GROUP else 1
    return Mentorship(id=public.id, public=public, group_minimum=minimum, choices=wished.choices)
