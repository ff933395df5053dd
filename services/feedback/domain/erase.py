"""A person was erased: what they answered, and what was answered about them, is gone; what was counted stays."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import ClassVar

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.feedback import ScoresChanged
from mentormesh_contracts.people import PersonErased
from services.deciding import Aggregate, Command, Context, Deciding, Decision, Needing, consult_each, need
from services.feedback.domain.answers import Answers
from services.feedback.domain.rated_mentor import RatedMentor


class ErasedPerson(Aggregate):
    """That there is nobody any more who could answer, or be rated. `id` is the person's."""

    KIND: ClassVar[str] = "erased_people"

    erased_at: datetime


class ForgetAnswers(Command):
    """Answers of an erased person, or about a mentorship with one."""

    answers_id: Identifier
    erased_id: Identifier


class ForgetRatings(Command):
    """Of an erased mentor, or given by an erased person."""

    mentor_id: Identifier
    erased_id: Identifier


def person_erased(event: PersonErased, context: Context) -> Deciding:
    """From now on nobody answers for them."""
    known = yield from need(ErasedPerson, event.after.id)
    return Decision() if known else Decision().save(ErasedPerson(id=event.after.id, erased_at=context.now))


def erased_among(people: Iterable[str]) -> Needing[Collection[str]]:
    """Who of them was erased."""
    return (yield from consult_each(ErasedPerson, people)).keys()


def forget_answers(command: ForgetAnswers, context: Context) -> Deciding:
    """Their own answers are emptied. Of others' only the free text goes: it may speak of them by name."""
    answers = yield from need(Answers, command.answers_id)
    if answers is None:
        return Decision()
    theirs: dict[str, object] = {"ratings": {}, "benefits": ()} if answers.person_id == command.erased_id else {}
    emptied = answers.model_copy(update={**theirs, "comment": None})
    return Decision() if emptied == answers else Decision().save(emptied)


def forget_ratings(command: ForgetRatings, context: Context) -> Deciding:
    """A mentor who was erased has no scores. What the person gave to others counts on, under nobody's id."""
    rated = yield from need(RatedMentor, command.mentor_id)
    if rated is None:
        return Decision()
    if rated.id == command.erased_id:
        unrated = rated.model_copy(update={"ratings": {}, "changed_at": context.now})
        return Decision().save(unrated, ScoresChanged(after=unrated.scores)) if rated.ratings else Decision()
    if command.erased_id not in rated.ratings:
        return Decision()
    nobody = context.new_id()
    ratings = {nobody if rater == command.erased_id else rater: given for rater, given in rated.ratings.items()}
    return Decision().save(rated.model_copy(update={"ratings": ratings}))
