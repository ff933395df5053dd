"""A mentor's quality scores, for the coordinators of their own organisation."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, Field

from mentormesh_contracts.vocabulary import Quality
from services.chassis.http.acting import OwnReader
from services.chassis.http.problems import responses
from services.deciding import Unknown
from services.feedback.api.callers import Coordinator, PersonId
from services.feedback.domain.rated_mentor import RatedMentor

router = APIRouter()


class ScoreView(BaseModel):
    """One quality's score."""

    quality: Quality
    mean: float = Field(description="0 to 1, shrunken towards 0.7 as if five more people had rated it so.")
    raters: int = Field(description="Different people who rated this quality.")


class ScoresView(BaseModel):
    """A mentor's scores: one for each quality that somebody rated."""

    person_id: str
    raters: int = Field(description="Different people who rated.")
    scores: list[ScoreView]
    changed_at: datetime

    @classmethod
    def of(cls, mentor: RatedMentor) -> "ScoresView":
        """The view of a mentor's scores."""
        scores = [ScoreView.model_validate(score.model_dump()) for score in mentor.scores.scores]
        return cls(person_id=mentor.id, raters=mentor.scores.raters, scores=scores, changed_at=mentor.changed_at)


@router.get("/people/{person_id}/scores", responses=responses(Unknown))
async def show_scores(person_id: PersonId, caller: Coordinator, read: OwnReader) -> ScoresView:
    """Your own mentor's quality scores; 404 until somebody has rated them."""
    stored = await read.get(RatedMentor, person_id)
    if stored is None:
        raise Unknown("scores", person_id)
    return ScoresView.of(stored.state)
