"""Mentees to groups: one mentor, one topic, a language that all speak, hours that all have.

Heuristic, and deterministic: for every mentor, topic and language a group is filled with the best-suited who still fit
together; the largest of these groups is formed, the better one of two that are equally large, and so on until none
reaches the minimum. A group leaves enough for another one where it can do so and stay above the minimum; at the end
those left over join a group that has room. Every group is valid, and no further one could be formed of those left.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from services.matching.engine.people import Flags, Integers, People, Sparse
from services.matching.engine.quotas import NO_LIMIT, Quotas


@dataclass(frozen=True)
class Sizes:
    """How many mentees a group may have, and how many free blocks of the week all must share."""

    minimum: int
    maximum: int
    blocks: float


class Group(NamedTuple):
    """One mentor with several mentees, by position."""

    mentor: int
    topic: int
    mentees: tuple[int, ...]


@dataclass(frozen=True)
class Cohort:
    """Who could be in groups."""

    mentees: People
    mentors: People
    scores: Sparse
    """Of eligible pairs of mentee and mentor."""
    places: Integers
    """By mentor."""
    apart: Sparse
    """By mentee and mentee: a 1 if the two are not to be in one group."""
    acquainted: Flags
    """By organisation and organisation: whether their mentees may learn of each other."""


@dataclass(frozen=True)
class _Draft:
    """A group in the making."""

    mentor: int
    topic: int
    language: int
    mentees: tuple[int, ...]
    scores: tuple[int, ...]
    hours: int

    @property
    def rank(self) -> tuple[int, int, int, int, int]:
        return (len(self.mentees), sum(self.scores), -self.mentor, -self.topic, -self.language)

    def without_last(self, count: int) -> "_Draft":
        if not count:
            return self
        return replace(self, mentees=self.mentees[:-count], scores=self.scores[:-count])


def form_groups(cohort: Cohort, quotas: Quotas, sizes: Sizes) -> list[Group]:
    """Groups of an allowed size, in the order in which they were formed."""
    making = _Making(cohort, quotas, sizes)
    making.run()
    return [Group(draft.mentor, draft.topic, draft.mentees) for draft in making.formed]


class _Making:
    """The state of the search."""

    def __init__(self, cohort: Cohort, quotas: Quotas, sizes: Sizes) -> None:
        self._sizes = sizes
        self._left = quotas.left.copy()
        self._mentee_organisation = cohort.mentees.organisation.tolist()
        self._mentor_organisation = cohort.mentors.organisation.tolist()
        self._acquainted = cohort.acquainted
        self._apart = set(zip(*(axis.tolist() for axis in cohort.apart.nonzero()), strict=True))
        self._hours = _bits(cohort.mentees)
        self._mentor_hours = _bits(cohort.mentors)
        self._places = cohort.places.copy()
        self._candidates = dict(_candidates(cohort))
        self._free = {mentee for best_first in self._candidates.values() for _, mentee in best_first}
        self.formed: list[_Draft] = []

    def run(self) -> None:
        """Form groups until there are no more, then let those left over join."""
        drafts = {key: self._filled(*key) for key in self._candidates}
        while best := self._best(drafts.values()):
            self._form(self._leaving_enough(best))
            taken = set(self.formed[-1].mentees)
            for key, draft in drafts.items():
                if key[0] == best.mentor or not taken.isdisjoint(draft.mentees) or self._too_many(draft):
                    drafts[key] = self._filled(*key)
        self.formed = [self._joined(draft) for draft in self.formed]

    def _best(self, drafts: Iterable[_Draft]) -> _Draft | None:
        enough = (draft for draft in drafts if len(draft.mentees) >= self._sizes.minimum)
        return max(enough, key=lambda draft: draft.rank, default=None)

    def _filled(self, mentor: int, topic: int, language: int) -> _Draft:
        draft = _Draft(mentor, topic, language, (), (), self._mentor_hours[mentor])
        if self._places[mentor] <= 0:
            return draft
        return self._with_more(draft)

    def _with_more(self, draft: _Draft) -> _Draft:
        for score, mentee in self._candidates[draft.mentor, draft.topic, draft.language]:
            if len(draft.mentees) >= self._sizes.maximum:
                break
            if mentee in self._free and self._fits(draft, mentee):
                draft = replace(
                    draft,
                    mentees=(*draft.mentees, mentee),
                    scores=(*draft.scores, score),
                    hours=draft.hours & self._hours[mentee],
                )
        return draft

    def _fits(self, draft: _Draft, mentee: int) -> bool:
        if (draft.hours & self._hours[mentee]).bit_count() < self._sizes.blocks:
            return False
        organisation = self._mentee_organisation[mentee]
        if not all(self._acquainted[organisation, self._mentee_organisation[other]] for other in draft.mentees):
            return False
        if any((mentee, other) in self._apart or (other, mentee) in self._apart for other in draft.mentees):
            return False
        left = self._left[organisation, self._mentor_organisation[draft.mentor]]
        return bool(left == NO_LIMIT or self._of(organisation, draft) < left)

    def _of(self, organisation: int, draft: _Draft) -> int:
        # Those who are free have not taken their places yet.
        return sum(self._mentee_organisation[each] == organisation for each in draft.mentees if each in self._free)

    def _too_many(self, draft: _Draft) -> bool:
        giver = self._mentor_organisation[draft.mentor]
        receivers = {self._mentee_organisation[mentee] for mentee in draft.mentees}
        return any(
            self._left[receiver, giver] != NO_LIMIT and self._of(receiver, draft) > self._left[receiver, giver]
            for receiver in receivers
        )

    def _leaving_enough(self, draft: _Draft) -> _Draft:
        """Smaller, if only so those left over can form a group of their own."""
        over = len(self._free) - len(draft.mentees)
        lacking = self._sizes.minimum - over if over else 0
        spare = len(draft.mentees) - self._sizes.minimum
        return draft.without_last(lacking) if 0 < lacking <= spare else draft

    def _form(self, draft: _Draft) -> None:
        self.formed.append(draft)
        self._places[draft.mentor] -= 1
        self._take(draft, draft.mentees)

    def _take(self, draft: _Draft, mentees: tuple[int, ...]) -> None:
        self._free.difference_update(mentees)
        for mentee in mentees:
            where = self._mentee_organisation[mentee], self._mentor_organisation[draft.mentor]
            if self._left[where] != NO_LIMIT:
                self._left[where] -= 1

    def _joined(self, draft: _Draft) -> _Draft:
        hours = self._mentor_hours[draft.mentor]
        for mentee in draft.mentees:
            hours &= self._hours[mentee]
        larger = self._with_more(replace(draft, hours=hours))
        self._take(larger, larger.mentees[len(draft.mentees) :])
        return larger


def _bits(people: People) -> list[int]:
    """Hours as whole numbers. Hours that were not said are no obstacle."""
    width = people.hours.shape[1] * 64
    whole = [int.from_bytes(row.tobytes(), "little") for row in people.hours.astype("<u8")]
    everything = (1 << width) - 1
    return [bits if said else everything for bits, said in zip(whole, people.said_hours.tolist(), strict=True)]


def _candidates(cohort: Cohort) -> Iterator[tuple[tuple[int, int, int], list[tuple[int, int]]]]:
    """By mentor, topic and language: scores and mentees, best first."""
    by_mentor = cohort.scores.T.tocsr()
    seeks, speaks = cohort.mentees.goals_sought > 0, cohort.mentees.languages > 0
    for mentor in np.flatnonzero(cohort.places > 0).tolist():
        start, stop = by_mentor.indptr[mentor], by_mentor.indptr[mentor + 1]
        mentees, scores = by_mentor.indices[start:stop], by_mentor.data[start:stop]
        best_first = np.lexsort((mentees, -scores))
        for topic in np.flatnonzero(cohort.mentors.goals_offered[mentor]).tolist():
            for language in np.flatnonzero(cohort.mentors.languages[mentor]).tolist():
                inside = [at for at in best_first if seeks[mentees[at], topic] and speaks[mentees[at], language]]
                if inside:
                    yield (mentor, topic, language), [(int(scores[at]), int(mentees[at])) for at in inside]
