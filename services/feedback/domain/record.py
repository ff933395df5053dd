"""Recording what the two owe to their mentorship: an introduction, a problem solved. When, never who or what."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, TypeVar

from mentormesh_contracts.fact import Identifier, Instant
from mentormesh_contracts.feedback import Introduction, IntroductionMade, ProblemSolved, ProblemWasSolved
from services.deciding import Aggregate, Command, Context, Deciding, Decision, Invalid
from services.deciding.needs import Needing
from services.feedback.domain.outcomes import Outcomes, outcomes_of
from services.feedback.domain.relationship import active_relationship


class InTheFuture(Invalid):
    """Only what has happened can be recorded."""


class Occurrence(Aggregate):
    """Something that happened once in a mentorship; its members' organisations find it."""

    mentorship_id: str
    member_organisations: tuple[str, ...]
    happened_at: datetime

    def organisations(self) -> Iterable[str]:
        """The organisations of the mentorship's members."""
        return self.member_organisations


Recorded = TypeVar("Recorded", bound=Occurrence)


class RecordedIntroduction(Occurrence):
    """The mentee met someone through the mentor."""

    KIND: ClassVar[str] = "introductions"


class RecordedProblem(Occurrence):
    """The two worked out a problem."""

    KIND: ClassVar[str] = "problems_solved"


class RecordIntroduction(Command):
    """Someone was met through the mentor; `happened_at` is now if it is not given."""

    organisation_id: str
    mentorship_id: Identifier
    happened_at: Instant | None = None


class RecordProblemSolved(Command):
    """A problem was worked out; `happened_at` is now if it is not given."""

    organisation_id: str
    mentorship_id: Identifier
    happened_at: Instant | None = None


def record_introduction(command: RecordIntroduction, context: Context) -> Deciding:
    """Count it. Raises Unknown, MentorshipNotActive or InTheFuture."""
    introduction, outcomes = yield from _occurred(RecordedIntroduction, command, context)
    fact = Introduction(id=introduction.id, mentorship_id=introduction.mentorship_id, made_at=introduction.happened_at)
    counted = outcomes.model_copy(update={"introductions": outcomes.introductions + 1})
    return Decision().save(introduction, IntroductionMade(after=fact)).save(counted).tell(introduction)


def record_problem_solved(command: RecordProblemSolved, context: Context) -> Deciding:
    """Count it. Raises Unknown, MentorshipNotActive or InTheFuture."""
    problem, outcomes = yield from _occurred(RecordedProblem, command, context)
    fact = ProblemSolved(id=problem.id, mentorship_id=problem.mentorship_id, solved_at=problem.happened_at)
    counted = outcomes.model_copy(update={"problems_solved": outcomes.problems_solved + 1})
    return Decision().save(problem, ProblemWasSolved(after=fact)).save(counted).tell(problem)


def _occurred(
    kind: type[Recorded], command: RecordIntroduction | RecordProblemSolved, context: Context
) -> Needing[tuple[Recorded, Outcomes]]:
    relationship = yield from active_relationship(command.organisation_id, command.mentorship_id)
    outcomes = yield from outcomes_of(relationship)
    occurrence = kind(
        id=context.new_id(),
        mentorship_id=relationship.id,
        member_organisations=outcomes.member_organisations,
        happened_at=_past(command.happened_at, context.now),
    )
    return occurrence, outcomes


def _past(moment: datetime | None, now: datetime) -> datetime:
    if moment is not None and moment > now:
        raise InTheFuture(f"{moment.isoformat()} has not come yet", field="happened_at")
    return moment or now
