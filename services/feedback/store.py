"""How the states are found: indexes, and the queries that answers are made from."""

from services.chassis.mongo.indexes import Indexes
from services.chassis.mongo.reading import LARGEST_PAGE, Reader
from services.feedback.domain.answers import Answers
from services.feedback.domain.goal import PursuedGoal
from services.feedback.domain.outcomes import Outcomes
from services.feedback.domain.relationship import Relationship
from services.feedback.domain.report import Followed

INDEXES: Indexes = {
    Relationship: (("at_risk_in",),),
    PursuedGoal: (("mentorship_id",),),
    Answers: (("mentorship_id",), ("session_id",)),
}


async def followed_mentorships(reader: Reader, programme_id: str | None) -> list[Followed]:
    """All mentorships within the reader's scope, of one programme or of all, with what came of them."""
    where = {"programme_id": programme_id} if programme_id else {}
    relationships = [relationship async for relationship in reader.all(Relationship, where)]
    outcomes: dict[str, Outcomes] = {}
    for first in range(0, len(relationships), LARGEST_PAGE):
        part = relationships[first : first + LARGEST_PAGE]
        outcomes |= await reader.get_each(Outcomes, (relationship.id for relationship in part))
    return [(relationship, outcomes.get(relationship.id)) for relationship in relationships]
