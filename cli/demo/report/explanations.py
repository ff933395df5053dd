"""Explanations that changed: a mentor is proposed again, and by now their ratings speak for or against them."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel, Field

from cli.demo.world import Seen, World

CRITERION = "qualities"
SMALLEST = 0.001
"""A value that moved by less is the same."""


class Told(BaseModel):
    """What one cycle's explanation said."""

    cycle_id: str
    mentorship_id: str
    mentee: str
    value: float = Field(description="How well the criterion is met, 0 to 1.")
    points: float = Field(description="What it added to the score.")
    score: float


class Change(BaseModel):
    """The same mentor, the same criterion, in two cycles of one programme."""

    programme: str
    mentor: str
    criterion: str = CRITERION
    before: Told
    after: Told
    same_mentee: bool
    raters: int = Field(description="Different people who had rated the mentor by the second cycle, or later.")
    scores: dict[str, float] = Field(description="The mentor's scores by quality, 0 to 1.")

    @property
    def difference(self) -> float:
        """By how much the value moved."""
        return self.after.value - self.before.value


def changed_explanations(world: World, scores: Mapping[str, Seen]) -> list[Change]:
    """Where a mentor was proposed in two cycles of a programme; the same mentee first, then the strongest change."""
    return sorted(_changes(world, scores), key=lambda change: (not change.same_mentee, -abs(change.difference)))


def _changes(world: World, scores: Mapping[str, Seen]) -> Iterator[Change]:
    rounds = {cycle["id"]: cycle["round"] for cycle in world.cycles}
    proposed = [one for one in world.mentorships.values() if one["cycle_id"] in rounds and _mentor(one) in scores]
    for after in (one for one in proposed if rounds[one["cycle_id"]] > 1):
        earlier = [one for one in proposed if rounds[one["cycle_id"]] == 1 and _belong_together(one, after)]
        if earlier:
            change = _change(world, _likest(earlier, after), after, scores[_mentor(after)])
            if abs(change.difference) >= SMALLEST:
                yield change


def _belong_together(one: Seen, other: Seen) -> bool:
    return one["programme_id"] == other["programme_id"] and _mentor(one) == _mentor(other)


def _likest(earlier: list[Seen], after: Seen) -> Seen:
    return max(earlier, key=lambda one: len(_mentees(one) & _mentees(after)))


def _mentor(mentorship: Seen) -> str:
    return next((one["person_id"] for one in mentorship["members"] if one["role"] == "mentor"), "")


def _mentees(mentorship: Seen) -> set[str]:
    return {one["person_id"] for one in mentorship["members"] if one["role"] == "mentee"}


def _change(world: World, before: Seen, after: Seen, scores: Seen) -> Change:
    return Change(
        programme=world.programme(after["programme_id"])["title"],
        mentor=world.lasting_name(_mentor(after)),
        before=_told(world, before),
        after=_told(world, after),
        same_mentee=bool(_mentees(before) & _mentees(after)),
        raters=scores["raters"],
        scores={score["quality"]: score["mean"] for score in scores["scores"]},
    )


def _told(world: World, mentorship: Seen) -> Told:
    explanation = mentorship["explanation"]
    part = next(one for one in explanation["contributions"] if one["criterion"] == CRITERION)
    return Told(
        cycle_id=mentorship["cycle_id"],
        mentorship_id=mentorship["id"],
        mentee=", ".join(sorted(world.lasting_name(id) for id in _mentees(mentorship))),
        value=part["value"],
        points=part["value"] * part["weight"],
        score=explanation["score"],
    )
