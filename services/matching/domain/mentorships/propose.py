"""A cycle proposes a mentorship. Everything that the engine relied on is looked at again.

Its id comes from the plan, so that whoever goes on with a cycle that was interrupted proposes nothing twice.
"""

import uuid
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.mentorships import Explanation
from mentormesh_contracts.vocabulary import Goal, MentorshipOrigin
from services.deciding import Command, Context, Deciding, Decision, need, require_each
from services.matching.domain.cycles.cycle import running_cycle
from services.matching.domain.mentorships.begin import Wished, begin
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.participants.participant import Participant
from services.matching.domain.programmes.visible import consulted_programme


class Propose(Command):
    """A running cycle proposes a pair, a group or two peers."""

    cycle_id: Identifier
    mentor_id: Identifier | None = Field(default=None, description="None: the seekers are peers.")
    seekers: Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=50)]
    topic: Goal | None = None
    explanation: Explanation | None = None
    mentorship_id: Identifier | None = Field(default=None, description="From the plan; None: a new one.")
    then: Annotated[tuple[Identifier, ...], Field(max_length=10)] = ()
    """Who is next for the mentor's place if a pair is not taken, where the policy passes it on."""


def proposal_id(cycle_id: str, mentor_id: str | None, seekers: Sequence[str]) -> str:
    """The id of a cycle's proposal: the same, whoever works it out."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, ":".join((cycle_id, mentor_id or "", *seekers))))


def propose(command: Propose, context: Context) -> Deciding:
    """The proposal; the one that is there, if it was made before.

    Raises CycleOver, ProgrammeOver, NotEligible, PlacesTaken, MatchedAlready, NotEnrolled, QuotaUsedUp or
    AgreementOver.
    """
    cycle = yield from running_cycle(command.cycle_id)
    if command.mentorship_id is not None:
        known = yield from need(Mentorship, command.mentorship_id)
        if known is not None:
            return Decision().tell(known)
    programme = yield from consulted_programme(cycle.public.programme_id)
    programme.insist_open()
    ids = (*((command.mentor_id,) if command.mentor_id else ()), *command.seekers)
    people = yield from require_each(Participant, ids)
    wished = Wished(
        programme.public,
        cycle.policy,
        people[command.mentor_id] if command.mentor_id else None,
        [people[id] for id in command.seekers],
        MentorshipOrigin.CYCLE,
        topic=command.topic,
        cycle_id=cycle.id,
        explanation=command.explanation,
        id=command.mentorship_id,
        choices=command.then,
    )
    return (yield from begin(wished, context))
