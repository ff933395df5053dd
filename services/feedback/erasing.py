"""How feedback erases a person: answers first, then ratings."""

from services.chassis.erasing.eraser import Eraser
from services.chassis.internal import carry_out
from services.chassis.mongo.scope import NetworkScope
from services.chassis.runtime import Runtime
from services.feedback.domain.answers import Answers
from services.feedback.domain.erase import ForgetAnswers, ForgetRatings, forget_answers, forget_ratings
from services.feedback.domain.rated_mentor import RatedMentor
from services.feedback.domain.relationship import Relationship


async def erase_person(runtime: Runtime, person_id: str) -> dict[str, int]:
    """The answers of a mentorship are found by the mentorship, which names its members."""
    return {
        "answers_given": await _forget_answers(runtime, person_id),
        "rated_mentors": await _forget_ratings(runtime, person_id),
    }


async def _forget_answers(runtime: Runtime, person_id: str) -> int:
    read = runtime.reader(NetworkScope("erasing"))
    found = {each.id async for each in read.naming(Answers, person_id)}
    async for relationship in read.naming(Relationship, person_id):
        found |= {each.id async for each in read.all(Answers, {"mentorship_id": relationship.id})}
    for id in sorted(found):
        await carry_out(runtime, forget_answers, ForgetAnswers(answers_id=id, erased_id=person_id))
    return len(found)


async def _forget_ratings(runtime: Runtime, person_id: str) -> int:
    read = runtime.reader(NetworkScope("erasing"))
    found = [each.id async for each in read.naming(RatedMentor, person_id)]
    for id in found:
        await carry_out(runtime, forget_ratings, ForgetRatings(mentor_id=id, erased_id=person_id))
    return len(found)


ERASER = Eraser(erase_person)
