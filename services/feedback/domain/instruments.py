"""Instruments: versioned sets of questions. A version never changes; a better one has the next number."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.vocabulary import Goal, MentorBenefit, Quality, Role
from services.deciding import Invalid

LONGEST_COMMENT = 4000
"""Characters of free text."""


class NotAsked(Invalid):
    """The instrument does not ask this of the person's role."""


class InstrumentUnknown(Invalid):
    """There is no instrument with this name and version."""


class OffTheScale(Invalid):
    """A rating lies outside the instrument's scale."""


class Answering(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    CHOICES = "choices"
    FREE_TEXT = "free_text"


class Scale(BaseModel):
    """Whole numbers from `lowest` to `highest`; the words are for the two ends."""

    model_config = ConfigDict(frozen=True)

    lowest: int
    highest: int
    lowest_means: str
    highest_means: str

    def share(self, rating: int) -> float:
        """The rating as a part of the scale, 0 to 1. Raises OffTheScale."""
        if not self.lowest <= rating <= self.highest:
            raise OffTheScale(f"ratings go from {self.lowest} to {self.highest}, not {rating}", field="ratings")
        return (rating - self.lowest) / (self.highest - self.lowest)


class Question(BaseModel):
    """One question. `about` is the quality that it rates; `choices` are what can be ticked, none or several."""

    model_config = ConfigDict(frozen=True)

    text: str
    asked_of: tuple[Role, ...]
    answering: Answering
    about: Quality | None = None
    choices: tuple[str, ...] = ()
    longest: int | None = Field(default=None, description="Characters of free text at most.")


class Instrument(BaseModel):
    """A version of a set of questions. `id` is its name and version, such as session-reflection:1."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    scale: Scale
    questions: tuple[Question, ...]

    def shares(self, role: Role, ratings: Mapping[Quality, int]) -> dict[Quality, float]:
        """Each rating as a part of the scale. Raises NotAsked or OffTheScale."""
        asked = {question.about for question in self._asked_of(role, Answering.SCALE)}
        for quality in ratings:
            if quality not in asked:
                raise NotAsked(f"a {role.value} is not asked to rate {quality.value}", field="ratings")
        return {quality: self.scale.share(ratings[quality]) for quality in Quality if quality in ratings}

    def ticked(self, role: Role, benefits: Iterable[str]) -> tuple[str, ...]:
        """The benefits, each once, in the instrument's order. Raises NotAsked."""
        offered = [choice for question in self._asked_of(role, Answering.CHOICES) for choice in question.choices]
        ticked = set(benefits)
        for benefit in sorted(ticked - set(offered)):
            raise NotAsked(f"a {role.value} is not asked about the benefit {benefit}", field="benefits")
        return tuple(choice for choice in offered if choice in ticked)

    def _asked_of(self, role: Role, answering: Answering) -> Iterable[Question]:
        return (one for one in self.questions if role in one.asked_of and one.answering is answering)


EVERYONE = (Role.MENTOR, Role.MENTEE, Role.PEER)
SESSION_REFLECTION = Instrument(
    id="session-reflection:1",
    title="Looking back on a session",
    scale=Scale(lowest=1, highest=5, lowest_means="not at all", highest_means="very much"),
    questions=(
        *(
            Question(
                text=f"My mentor shows: {quality.definition}",
                asked_of=(Role.MENTEE,),
                answering=Answering.SCALE,
                about=quality,
            )
            for quality in Quality
        ),
        Question(
            text="What did you gain from this session?",
            asked_of=(Role.MENTEE, Role.PEER),
            answering=Answering.CHOICES,
            choices=tuple(goal.value for goal in Goal),
        ),
        Question(
            text="What did being a mentor give you this time?",
            asked_of=(Role.MENTOR,),
            answering=Answering.CHOICES,
            choices=tuple(benefit.value for benefit in MentorBenefit),
        ),
        Question(
            text="Anything else? Only coordinators of your own organisation who are named for it can read this.",
            asked_of=EVERYONE,
            answering=Answering.FREE_TEXT,
            longest=LONGEST_COMMENT,
        ),
    ),
)
INSTRUMENTS: Mapping[str, Instrument] = {SESSION_REFLECTION.id: SESSION_REFLECTION}


def instrument_named(id: str) -> Instrument:
    """The instrument. Raises InstrumentUnknown."""
    if id not in INSTRUMENTS:
        raise InstrumentUnknown(f"there is no instrument {id}", field="instrument", known=sorted(INSTRUMENTS))
    return INSTRUMENTS[id]
