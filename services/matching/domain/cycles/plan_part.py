"""The plan of a cycle as it is stored: proposals in parts, each between the same organisations.

So a part has exactly the organisations that may see it. Parts are hidden until the cycle has its result.
"""

from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel, ConfigDict

from mentormesh_contracts.fact import Count, Identifier
from mentormesh_contracts.mentorships import Explanation
from mentormesh_contracts.vocabulary import Goal
from services.deciding import Aggregate, Command, Context, Deciding, Decision, Indexed, need_each
from services.matching.domain.cycles.cycle import cycle_at_work
from services.matching.domain.cycles.left_out import Reason
from services.matching.domain.cycles.packed import in_parts, models, packed

MOST_PROPOSALS = 200


class Planned(BaseModel):
    """A mentorship that the engine chose."""

    model_config = ConfigDict(frozen=True)

    mentorship_id: Identifier
    mentor_id: Identifier | None
    """None: the seekers are peers."""
    seekers: tuple[Identifier, ...]
    topic: Goal | None = None
    explanation: Explanation
    then: tuple[Identifier, ...] = ()
    """Who is next for the mentor's place; nobody else is told."""
    if_refused: tuple[Reason, ...] = ()
    """For each seeker what to say if it turns out that the facts do not allow it any more."""

    @property
    def people(self) -> tuple[str, ...]:
        """Everyone, the mentor first."""
        return (*((self.mentor_id,) if self.mentor_id else ()), *self.seekers)


class PlanPart(Aggregate):
    """Some proposals of a plan."""

    KIND = "plan_parts"

    cycle_id: str
    number: Count
    between: tuple[str, ...]
    """The organisations whose people are in each of the proposals."""
    people: tuple[str, ...]
    """So that one person's part can be found and removed."""
    content: str

    def organisations(self) -> Iterable[str]:
        """Those of the people, and nobody else: not even the programme's."""
        return self.between

    def indexed(self) -> Mapping[str, Indexed]:
        """Found by cycle, in order, and by person."""
        return {"cycle_id": self.cycle_id, "number": self.number, "people": self.people}

    def proposals(self) -> list[Planned]:
        """What is in it."""
        return models(Planned, self.content)


class StorePlanPart(Command):
    """A worker writes down some of the plan."""

    worker: str
    part: PlanPart


def store_plan_part(command: StorePlanPart, context: Context) -> Deciding:
    """It is there, unseen; written again, it replaces the earlier one. Raises CycleOver or WorkedOnByAnother."""
    cycle = yield from cycle_at_work(command.part.cycle_id, command.worker)
    yield from need_each(PlanPart, (command.part.id,))
    return Decision().save(cycle.in_hands_of(command.worker, context.now)).save(command.part)


def plan_parts(cycle_id: str, plan: Iterable[Planned], organisations: Mapping[str, str]) -> Iterator[PlanPart]:
    """The plan in parts; `organisations` are by person."""
    by_sides: dict[tuple[str, ...], list[Planned]] = {}
    for each in plan:
        sides = tuple(sorted({organisations[person] for person in each.people}))
        by_sides.setdefault(sides, []).append(each)
    number = 0
    for between, proposals in sorted(by_sides.items()):
        for part, lines in in_parts(proposals, MOST_PROPOSALS):
            people = tuple(dict.fromkeys(person for each in part for person in each.people))
            yield PlanPart(
                id=part_id(cycle_id, number),
                cycle_id=cycle_id,
                number=number,
                between=between,
                people=people,
                content=packed(lines),
            )
            number += 1


def part_id(cycle_id: str, number: int) -> str:
    """The id of a numbered part of a cycle's plan, or of its receipt."""
    return f"{cycle_id}:{number:06}"
