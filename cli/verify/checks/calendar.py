"""Nobody is in two places at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from cli.verify.asking import Answers
from cli.verify.history import History
from cli.verify.life import Life
from cli.verify.tolerance import SKEW
from mentormesh_contracts.sessions import Session
from mentormesh_contracts.vocabulary import SessionStatus

TAKEN = (SessionStatus.BOOKED, SessionStatus.HELD)
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Booking:
    """A time that a session took in its attendees' calendars, and between which moments it stood there."""

    session: Session
    made: datetime
    dropped: datetime

    def clashes_with(self, other: "Booking") -> bool:
        """Whether the two stood in a calendar together and overlap; an end is not part of its session."""
        overlap = self.session.start < other.session.end and other.session.start < self.session.end
        return overlap and min(self.dropped, other.dropped) - max(self.made, other.made) > SKEW


def check_double_booking(history: History, answers: Answers) -> Iterable[str]:
    """Nobody has two booked sessions that overlap; replayed, so that what was moved or cancelled in time is none."""
    calendars: dict[str, list[Booking]] = defaultdict(list)
    for life in history.lives(Session).values():
        for booking in _bookings(life):
            for attendee in booking.session.attendees:
                calendars[attendee.person_id].append(booking)
    return [
        f"person {person_id}: sessions {one.session.id} and {other.session.id} are both booked at "
        f"{other.session.start.isoformat()}"
        for person_id, bookings in calendars.items()
        for one, other in _clashes(bookings)
    ]


def _bookings(life: Life[Session]) -> Iterator[Booking]:
    taken = [(moment.at, moment.after) for moment in life.moments]
    changes = [list(group) for _, group in groupby(taken, key=lambda each: _place(each[1]))]
    for number, group in enumerate(changes):
        made, session = group[0]
        if session.status in TAKEN:
            dropped = changes[number + 1][0][0] if number + 1 < len(changes) else NEVER
            yield Booking(session, made, dropped)


def _place(session: Session) -> tuple[bool, datetime, datetime]:
    return session.status in TAKEN, session.start, session.end


def _clashes(bookings: list[Booking]) -> Iterator[tuple[Booking, Booking]]:
    in_order = sorted(bookings, key=lambda booking: (booking.session.start, booking.session.id))
    open_ones: list[Booking] = []
    for booking in in_order:
        open_ones = [one for one in open_ones if one.session.end > booking.session.start]
        for one in open_ones:
            if one.session.id != booking.session.id and one.clashes_with(booking):
                yield one, booking
        open_ones.append(booking)
