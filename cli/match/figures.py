"""What a match is judged by."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import fmean, median

from pydantic import BaseModel, Field

from cli.match.outcome import Pair, Round
from mentormesh_contracts.vocabulary import Constraint

FEW = 3


class Group(BaseModel):
    """How the people of one organisation fared."""

    organisation: str
    people: int
    matched: int
    mean_score: float | None
    places_given: int = Field(description="To people of other organisations.")
    places_received: int


class Figures(BaseModel):
    """Scores go from 0 to 1."""

    considered: int = Field(description="Mentees, or peers.")
    matched: int
    coverage: float = Field(description="Of those considered.")
    pairs: int
    mentors: int
    places: int
    places_taken: int
    total_score: float
    mean_score: float | None
    median_score: float | None
    best_score: float | None
    worst_score: float | None
    first_choices: int = Field(description="Pairs in which the other is the mentee's best among those eligible.")
    among_the_first_three: int
    left_out: dict[str, int] = Field(description="People by the binding constraint, most first.")
    organisations: list[Group]
    seconds: float


def figures_of(found: Round) -> Figures:
    """All of them."""
    scores = [pair.explanation.score for pair in found.pairs]
    ranks = [pair.explanation.rank for pair in found.pairs if pair.explanation.rank is not None]
    matched = len(matched_people(found))
    binding: Counter[Constraint] = Counter(absent.reason.binding for absent in found.left_out)
    return Figures(
        considered=len(found.seekers),
        matched=matched,
        coverage=round(matched / len(found.seekers), 6) if found.seekers else 0.0,
        pairs=len(found.pairs),
        mentors=len(found.mentors),
        places=sum(mentor.places for mentor in found.mentors),
        places_taken=0 if found.are_peers else len(found.pairs),
        total_score=round(sum(scores), 6),
        mean_score=_rounded(fmean(scores)) if scores else None,
        median_score=_rounded(median(scores)) if scores else None,
        best_score=max(scores, default=None),
        worst_score=min(scores, default=None),
        first_choices=sum(rank == 1 for rank in ranks),
        among_the_first_three=sum(rank <= FEW for rank in ranks),
        left_out={constraint.value: count for constraint, count in binding.most_common()},
        organisations=list(_organisations(found)),
        seconds=round(found.seconds, 3),
    )


def matched_people(found: Round) -> set[str]:
    """Ids of those who looked for somebody and found them."""
    seekers = {pair.seeker.id for pair in found.pairs}
    return seekers | {pair.other.id for pair in found.pairs} if found.are_peers else seekers


def taken(pairs: Sequence[Pair]) -> Counter[str]:
    """Places taken, by mentor."""
    return Counter(pair.other.id for pair in pairs)


def _organisations(found: Round) -> Iterable[Group]:
    matched = matched_people(found)
    people = Counter(each.organisation for each in found.seekers)
    across = [(p.other.organisation, p.seeker.organisation) for p in found.pairs]
    given = Counter(giver for giver, receiver in across if giver != receiver)
    received = Counter(receiver for giver, receiver in across if giver != receiver)
    scores: dict[str, list[float]] = {}
    for pair in found.pairs:
        for person in (pair.seeker, pair.other) if found.are_peers else (pair.seeker,):
            scores.setdefault(person.organisation, []).append(pair.explanation.score)
    with_mentors = people.keys() | {mentor.organisation for mentor in found.mentors}
    for name in sorted(with_mentors, key=lambda name: (-people[name], name)):
        yield Group(
            organisation=name,
            people=people[name],
            matched=sum(each.id in matched for each in found.seekers if each.organisation == name),
            mean_score=_rounded(fmean(scores[name])) if name in scores else None,
            places_given=given[name],
            places_received=received[name],
        )


def _rounded(value: float) -> float:
    return round(value, 6)
