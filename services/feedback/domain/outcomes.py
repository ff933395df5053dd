"""What came of one mentorship, counted: goals, introductions, problems solved, and answers added up."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from mentormesh_contracts.vocabulary import GoalStatus, Quality, Role
from services.deciding import Aggregate, need
from services.deciding.needs import Needing
from services.feedback.domain.relationship import Relationship
from services.feedback.domain.tally import Tally


class Outcomes(Aggregate):
    """The counts of one mentorship. `id` is the mentorship's."""

    KIND: ClassVar[str] = "outcomes"

    member_organisations: tuple[str, ...]
    goals: dict[GoalStatus, int] = {}
    """How many goals are open, reached and dropped."""
    introductions: int = 0
    problems_solved: int = 0
    tallies: tuple[Tally, ...] = ()

    def organisations(self) -> Iterable[str]:
        """The organisations of the mentorship's members."""
        return self.member_organisations

    @property
    def open_goals(self) -> int:
        """Goals set and neither reached nor dropped."""
        return self.goals.get(GoalStatus.SET, 0)

    def with_goal(self) -> "Outcomes":
        """With one goal more that is open."""
        return self._with_goals({GoalStatus.SET: 1})

    def with_goal_closed(self, status: GoalStatus) -> "Outcomes":
        """With an open goal reached or dropped."""
        return self._with_goals({GoalStatus.SET: -1, status: 1})

    def _with_goals(self, added: Mapping[GoalStatus, int]) -> "Outcomes":
        goals = {status: self.goals.get(status, 0) + added.get(status, 0) for status in GoalStatus}
        return self.model_copy(update={"goals": goals})

    def with_answers(
        self, organisation_id: str, role: Role, shares: Mapping[Quality, float], benefits: Iterable[str]
    ) -> "Outcomes":
        """With one person's answers added to the tally of their organisation and role."""
        tallies = {(tally.organisation_id, tally.role): tally for tally in self.tallies}
        tally = tallies.get((organisation_id, role), Tally(organisation_id=organisation_id, role=role))
        tallies[organisation_id, role] = tally.with_answers(shares, benefits)
        return self.model_copy(update={"tallies": tuple(tallies[key] for key in sorted(tallies))})


def outcomes_of(relationship: Relationship) -> Needing[Outcomes]:
    """The mentorship's counts; all zero before the first."""
    known = yield from need(Outcomes, relationship.id)
    return known or Outcomes(id=relationship.id, member_organisations=tuple(relationship.organisations()))
