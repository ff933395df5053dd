"""A mentor's quality scores: means over different raters, shrunken so that few of them cannot sway it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from math import fsum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from mentormesh_contracts.feedback import MentorScores, QualityScore
from mentormesh_contracts.vocabulary import Quality
from services.deciding import Aggregate

PRIOR = 0.7
"""What a quality is taken to be before anyone rated it, 0 to 1: most ratings of mentors are good ones."""
STRENGTH = 5
"""How many raters the prior weighs. Rating means are shrunken towards a prior of strength 1 to 5 (the evidence
that the matching experiments were based on); this is the cautious end."""


class Ratings(BaseModel):
    """What one rater gave for one quality over time, as parts of the scale."""

    model_config = ConfigDict(frozen=True)

    total: float = 0
    count: int = 0

    def with_one(self, share: float) -> "Ratings":
        """With one rating more."""
        return Ratings(total=self.total + share, count=self.count + 1)

    @property
    def mean(self) -> float:
        """The rater's own mean, 0 to 1."""
        return self.total / self.count


class RatedMentor(Aggregate):
    """A mentor with everyone who rated them. `id` is the person's. Who rated what never leaves this service."""

    KIND: ClassVar[str] = "rated_mentors"

    organisation_id: str
    ratings: dict[str, dict[Quality, Ratings]] = {}
    """By rater, by quality."""
    changed_at: datetime

    def organisations(self) -> Iterable[str]:
        """The mentor's own organisation alone."""
        return (self.organisation_id,)

    def rated(self, rater_id: str, shares: Mapping[Quality, float], at: datetime) -> "RatedMentor":
        """With one rater's answers about one session more."""
        given = self.ratings.get(rater_id, {})
        added = {quality: given.get(quality, Ratings()).with_one(share) for quality, share in shares.items()}
        return self.model_copy(update={"ratings": {**self.ratings, rater_id: {**given, **added}}, "changed_at": at})

    @property
    def scores(self) -> MentorScores:
        """The scores as subscribers are told; only qualities that somebody rated."""
        scored = (self._score(quality) for quality in Quality)
        return MentorScores(
            id=self.id,
            organisation_id=self.organisation_id,
            scores=tuple(score for score in scored if score is not None),
            raters=len(self.ratings),
            changed_at=self.changed_at,
        )

    def _score(self, quality: Quality) -> QualityScore | None:
        means = [given[quality].mean for given in self.ratings.values() if quality in given]
        return QualityScore(quality=quality, mean=shrunken(means), raters=len(means)) if means else None


def shrunken(means: list[float]) -> float:
    """The mean of the raters' means, drawn towards the prior. Every rater counts once, whatever the order."""
    return (PRIOR * STRENGTH + fsum(means)) / (STRENGTH + len(means))
