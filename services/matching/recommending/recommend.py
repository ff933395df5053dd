"""Mentors for one mentee, best first: found in the index, and told as they are in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mentormesh_contracts.mentorships import Contribution, Explanation
from mentormesh_contracts.vocabulary import Criterion
from services.chassis.mongo.documents import Stored
from services.chassis.mongo.reading import Reader
from services.matching.cohort.gather import rules
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.pair import PAIR
from services.matching.engine.arrays import WHOLE
from services.matching.engine.columns import Rules, Value
from services.matching.recommending.asking import Asking, sought
from services.matching.recommending.index import Index

if TYPE_CHECKING:
    from services.matching.engine.ranking.best import Best

DECIMALS = 6
TRIES = 3
"""How often those found are read anew because they changed meanwhile."""


@dataclass(frozen=True)
class Recommendation:
    """A mentor who is eligible and has a place, and why."""

    mentor: Participant
    explanation: Explanation


async def recommend(index: Index, read: Reader, asking: Asking, limit: int) -> list[Recommendation]:
    """The best-suited under every hard constraint, best first, at most `limit`.

    Those found are read from the database. Whoever is another there than in the index is taken over, and the question
    asked again; whoever keeps changing is left out.
    """
    found, stored, news = await _look(index, read, asking, limit)
    for _ in range(TRIES - 1):
        if news:
            found, stored, news = await _look(index, read, asking, limit)
    explanations = zip(stored, _explanations(found, rules(asking.programme.policy, PAIR)), strict=True)
    return [
        Recommendation(each.state, explanation)
        for each, explanation in explanations
        if each is not None and index.revision(each.state.id) == each.revision
    ]


async def _look(
    index: Index, read: Reader, asking: Asking, limit: int
) -> tuple["Best", list[Stored[Participant] | None], bool]:
    # Here, because kernels take half a second to import, and not every process that knows the routes answers them.
    from services.matching.engine.ranking.best import best

    found = best(index.mentors, sought(index, asking), limit)
    ids = [index.id(position) for position in found.positions.tolist()]
    page = await read.page(Participant, {"_id": {"$in": ids}}, limit=limit)
    stored = {each.state.id: each for each in page.items}
    news = [index.put_participant(each) for each in stored.values()]
    news += [index.remove_participant(id) for id in ids if id not in stored]
    return found, [stored.get(id) for id in ids], any(news)


def _explanations(found: "Best", rules: Rules) -> list[Explanation]:
    return [
        _explanation(values, rules, rank=rank, eligible=found.eligible)
        for values, rank in zip(found.values.tolist(), found.ranks.tolist(), strict=True)
    ]


def _explanation(values: Sequence[int], rules: Rules, *, rank: int, eligible: int) -> Explanation:
    contributions = tuple(
        Contribution(criterion=Criterion[value.name], weight=weight / WHOLE, value=values[value] / WHOLE)
        for value, weight in zip(Value, rules.weights.tolist(), strict=True)
        if weight
    )
    score = round(sum(each.points for each in contributions), DECIMALS)
    return Explanation(score=score, contributions=contributions, rank=rank, eligible=eligible)
