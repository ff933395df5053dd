"""Alder's side of the wall: what it has of every kind. Birch shares some of it, Cedar knows nothing of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from tests.journeys.support.acts import enrol, open_programme
from tests.journeys.support.network import Network
from tests.journeys.support.party import Party
from tests.journeys.support.people import mentee, mentor, register_many
from tests.journeys.support.watch import WORD
from tests.journeys.wall.row import Ids

PAIRS = 40
"""In the programme that is Alder's alone; a quarter of them in the one that is shared."""


@dataclass(frozen=True)
class Given:
    """Something that is there, by its ids, with whose it is and whom it does not concern."""

    ids: Ids
    owner: Party
    outsiders: tuple[Party, ...]


Make = Callable[["Home"], Given]


class Home:
    """Three organisations, people in abundance, and whatever the table's rows are about."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.alder, self.birch, self.cedar = (network.joined(name) for name in ("Alder", "Birch", "Cedar"))
        agreed = network.agree(self.alder, self.birch, dual_approval=True)
        other = network.agree(self.alder, network.joined("Linden"))
        self.own = open_programme(self.alder)
        self.shared = open_programme(self.alder, open_to_partners=True)
        network.watch.hide(self.alder.id, self.alder.id, agreed["id"], other["id"], self.own, self.shared)
        network.watch.show(self.birch.id, self.alder.id, agreed["id"], self.shared)
        network.watch.show(other["offered_to"], self.alder.id, other["id"], self.shared)
        self._pairs = self._with_people()
        self._mixed = self._across()
        self._known: dict[Make, Given] = {}
        self._hours = count(24)

    def given(self, make: Make, *, fresh: bool) -> Given:
        """What that makes: made anew, to be changed; or as it was made before, to be read."""
        if fresh:
            return make(self)
        if make not in self._known:
            self._known[make] = make(self)
        return self._known[make]

    def alders(self, **ids: str) -> Given:
        """Something that Alder shares with nobody."""
        self.network.watch.hide(self.alder.id, *(id for id in ids.values() if WORD.fullmatch(id)))
        return Given(ids, self.alder, (self.birch, self.cedar))

    def both(self, owner: Party, **ids: str) -> Given:
        """Something that Alder and Birch have together."""
        self.network.watch.hide(self.alder.id, *(id for id in ids.values() if WORD.fullmatch(id)))
        self.network.watch.show(self.birch.id, *ids.values())
        return Given(ids, owner, (self.cedar,))

    def pair(self) -> tuple[str, str]:
        """A mentor and a mentee of Alder's, enrolled in its own programme, whom nobody met yet."""
        return next(self._pairs)

    def pair_across(self) -> tuple[str, str]:
        """A mentor of Alder's and a mentee of Birch's, enrolled in the shared programme."""
        return next(self._mixed)

    def later(self) -> datetime:
        """Another hour of the days to come."""
        start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
        return start + timedelta(hours=next(self._hours))

    def _with_people(self) -> Iterator[tuple[str, str]]:
        mentors = register_many(self.alder, [mentor(self.alder, places=9) for _ in range(PAIRS)])
        mentees = register_many(self.alder, [mentee(self.alder) for _ in range(PAIRS)])
        enrol(self.alder, self.own, "mentor", *mentors)
        enrol(self.alder, self.own, "mentee", *mentees)
        self.network.watch.hide(self.alder.id, *mentors, *mentees)
        return zip(mentors, mentees, strict=True)

    def _across(self) -> Iterator[tuple[str, str]]:
        people = [mentor(self.alder, places=9) for _ in range(PAIRS // 4)]
        mentors = register_many(self.alder, people)
        mentees = register_many(self.birch, [mentee(self.birch) for _ in range(PAIRS // 4)])
        enrol(self.alder, self.shared, "mentor", *mentors)
        enrol(self.birch, self.shared, "mentee", *mentees)
        # Whoever offers places in a shared programme is recommended there: skills and all, but nameless.
        self.network.watch.show(self.birch.id, *(each.words.attribute for each in people))
        return zip(mentors, mentees, strict=True)
