"""Nobody and no agreement takes more than was offered. Replayed from the mentorships themselves, place by place."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TypeVar

from cli.verify.asking import Answers
from cli.verify.history import History
from cli.verify.holding import Holding, held, takes
from cli.verify.tolerance import LAG, SKEW
from mentormesh_contracts.mentorships import Mentorship
from mentormesh_contracts.organisations import Agreement
from mentormesh_contracts.people import Person
from mentormesh_contracts.programmes import Participant
from mentormesh_contracts.vocabulary import Role

H = TypeVar("H", bound=Hashable)
Seat = tuple[str, str]
"""A person and a programme."""
Direction = tuple[str, str]
"""An agreement and the organisation that gives."""


def check_places(history: History, answers: Answers) -> Iterable[str]:
    """Whenever a mentorship is proposed, its mentor has no more live ones than they offer places.

    An offer may shrink below what is in use; it is new mentorships that must not go beyond it.
    """
    for take in takes(_mentors(history)):
        offered = _offered(history, take.holding.holder, take.holding.start)
        if take.places > offered:
            live = ", ".join(take.mentorships)
            yield (
                f"mentor {take.holding.holder}: {take.places} live mentorships at {take.holding.start.isoformat()} "
                f"where {offered} places are offered: {live}"
            )


def check_one_match(history: History, answers: Answers) -> Iterable[str]:
    """A mentee or a peer has one live mentorship in a programme at a time."""
    return [
        f"person {take.holding.holder[0]}: {take.places} live mentorships in programme {take.holding.holder[1]} at "
        f"{take.holding.start.isoformat()}: {', '.join(take.mentorships)}"
        for take in takes(_seekers(history))
        if take.places > 1
    ]


def check_quota(history: History, answers: Answers) -> Iterable[str]:
    """An agreement's places in one direction are never exceeded: one for each person taken by the other's mentors."""
    agreements = history.lives(Agreement)
    for take in takes(agreement_places(history)):
        agreement_id, giver = take.holding.holder
        agreement = agreements.get(agreement_id)
        quota = agreement.last.share_of(giver).places if agreement else 0
        if quota is not None and take.places > quota:
            yield (
                f"agreement {agreement_id}: {take.places} places of {giver} are taken at "
                f"{take.holding.start.isoformat()}, its quota is {quota}; the last by mentorship "
                f"{take.holding.mentorship_id}"
            )


def check_places_told(history: History, answers: Answers) -> Iterable[str]:
    """A participant's places in use, as told, are as many as the live mentorships that they mentor."""
    mentored: dict[str, list[Holding[str]]] = defaultdict(list)
    for holding in _mentors(history):
        mentored[holding.holder].append(holding)
    for id, life in history.lives(Participant).items():
        for moment in life.moments:
            possible = _counts(mentored.get(id, ()), moment.at)
            if moment.after.places_used not in possible:
                told = f"participant {id}: {moment.after.places_used} places in use at {moment.at.isoformat()}"
                yield f"{told}, though {' or '.join(map(str, sorted(possible)))} mentorships are live"


def _counts(mentored: Iterable[Holding[str]], at: datetime) -> set[int]:
    certain = perhaps = 0
    for each in mentored:
        if each.start <= at - SKEW and (each.end is None or each.end > at + SKEW):
            certain += 1
        elif each.start <= at + SKEW and (each.end is None or each.end > at - SKEW):
            perhaps += 1
    return set(range(certain, certain + perhaps + 1))


def _offered(history: History, person_id: str, at: datetime) -> int:
    life = history.lives(Person).get(person_id)
    return max((person.places_offered for person in life.during(at - LAG, at + SKEW)), default=0) if life else 0


def _mentors(history: History) -> Iterator[Holding[str]]:
    return _all_held(history, _mentors_of)


def _mentors_of(mentorship: Mentorship) -> Mapping[str, int]:
    return {member.person_id: 1 for member in mentorship.members if member.role is Role.MENTOR}


def _seekers(history: History) -> Iterator[Holding[Seat]]:
    return _all_held(history, _seekers_of)


def _seekers_of(mentorship: Mentorship) -> Mapping[Seat, int]:
    seekers = (member for member in mentorship.members if member.role is not Role.MENTOR)
    return {(member.person_id, mentorship.programme_id): 1 for member in seekers}


def agreement_places(history: History) -> Iterator[Holding[Direction]]:
    """What mentorships hold of agreements, by direction."""
    return _all_held(history, _directions_of)


def _directions_of(mentorship: Mentorship) -> Mapping[Direction, int]:
    places: Counter[Direction] = Counter()
    for place in mentorship.agreement_places:
        places[place.agreement_id, place.giver] += place.places
    return places


def _all_held(history: History, share: Callable[[Mentorship], Mapping[H, int]]) -> Iterator[Holding[H]]:
    return (holding for life in history.lives(Mentorship).values() for holding in held(life, share))
