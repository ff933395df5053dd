"""Answers counted: of one organisation's people in one role of one mentorship. No single answer can be read from it."""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict

from mentormesh_contracts.vocabulary import Quality, Role


class RatingSum(BaseModel):
    """Ratings of one quality added up, each a part of its scale."""

    model_config = ConfigDict(frozen=True)

    total: float = 0
    count: int = 0


class Tally(BaseModel):
    """Adds answers up."""

    model_config = ConfigDict(frozen=True)

    organisation_id: str
    role: Role
    answers: int = 0
    benefits: dict[str, int] = {}
    ratings: dict[Quality, RatingSum] = {}

    def with_answers(self, shares: Mapping[Quality, float], benefits: Iterable[str]) -> "Tally":
        """With one person's answers about one session more."""
        once = Tally(
            organisation_id=self.organisation_id,
            role=self.role,
            answers=1,
            benefits=dict.fromkeys(benefits, 1),
            ratings={quality: RatingSum(total=share, count=1) for quality, share in shares.items()},
        )
        return self.plus(once)

    def plus(self, other: "Tally") -> "Tally":
        """Both together, as this one's."""
        return self.model_copy(
            update={
                "answers": self.answers + other.answers,
                "benefits": {
                    benefit: self.benefits.get(benefit, 0) + other.benefits.get(benefit, 0)
                    for benefit in sorted({*self.benefits, *other.benefits})
                },
                "ratings": {
                    quality: _plus(self.ratings.get(quality), other.ratings.get(quality))
                    for quality in Quality
                    if quality in self.ratings or quality in other.ratings
                },
            }
        )


def _plus(one: RatingSum | None, other: RatingSum | None) -> RatingSum:
    one, other = one or RatingSum(), other or RatingSum()
    return RatingSum(total=one.total + other.total, count=one.count + other.count)
