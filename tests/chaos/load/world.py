"""What the load knows of the network: enough to ask for something sensible next."""

import time
from collections import deque
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.chaos.load.asked import Asked
from tests.chaos.load.door import Answered, Door
from tests.chaos.load.ledger import Ledger
from tests.chaos.load.places import Places


@dataclass(slots=True)
class Person:
    """Somebody of an organisation."""

    id: str
    organisation: "Organisation"
    places: Places = field(default_factory=Places)


@dataclass(slots=True, eq=False)
class Organisation:
    """Somebody who may ask."""

    id: str
    key: str
    name: str
    partners: "list[Organisation]" = field(default_factory=list)
    mentors: list[Person] = field(default_factory=list)
    mentees: list[Person] = field(default_factory=list)


@dataclass(slots=True)
class Programme:
    """Where mentorships begin."""

    id: str
    kind: str
    owner: Organisation
    members: tuple[Organisation, ...]
    places: Places


@dataclass(slots=True, eq=False)
class Mentorship:
    """Two people, and what is going on between them."""

    id: str
    mentor: Person
    mentee: Person
    places: Places
    state: str = "proposed"
    sessions: "list[Session]" = field(default_factory=list)
    goals: list[str] = field(default_factory=list)
    approvals: int = 0

    def either(self, dice: Random) -> Organisation:
        """One of the two organisations."""
        return dice.choice((self.mentor, self.mentee)).organisation


@dataclass(slots=True, eq=False)
class Session:
    """A meeting of the two, by its end on the monotonic clock."""

    id: str
    mentorship: Mentorship
    begins: float
    state: str = "booked"
    moves: int = 0
    answered: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Repeatable:
    """An accepted request, and what was answered."""

    asked: Asked
    correlation: str
    status: int
    body: Any


@dataclass
class World:
    """Everything, and the way in."""

    door: Door
    ledger: Ledger
    dice: Random
    operator: str
    organisations: list[Organisation] = field(default_factory=list)
    programmes: list[Programme] = field(default_factory=list)
    proposed: deque[Mentorship] = field(default_factory=deque)
    active: list[Mentorship] = field(default_factory=list)
    paused: deque[Mentorship] = field(default_factory=deque)
    booked: deque[Session] = field(default_factory=deque)
    """In the order in which they were planned."""
    held: deque[Session] = field(default_factory=lambda: deque(maxlen=2000))
    free_mentees: deque[tuple[Programme, Person]] = field(default_factory=deque)
    done: deque[Repeatable] = field(default_factory=lambda: deque(maxlen=400))
    _marks: int = 0

    async def ask(self, asked: Asked) -> Answered:
        """Have it done. Raises Refused. Some of what was done is kept, to be asked for once more."""
        answered = await self.door.ask(asked)
        if asked.method == "POST" and asked.content is None and "credentials" not in asked.path:
            self.done.append(Repeatable(asked, answered.correlation, answered.status, answered.body))
        return answered

    def mark(self) -> str:
        """A word that was not used before."""
        self._marks += 1
        return f"w{self._marks:06d}"

    @property
    def begun(self) -> bool:
        """Whether the oldest booked session has begun."""
        return bool(self.booked) and self.booked[0].begins < time.monotonic()
