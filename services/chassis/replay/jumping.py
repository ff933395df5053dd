"""The sequences of a replay: what compaction has left of an aggregate begins where it begins."""

from services.chassis.writer.seen import SeenBook, Turn
from services.chassis.writer.work import RecordWork, SourceKey


class JumpingSeenBook(SeenBook):
    """A number that is missing is no gap: a topic gives each key in order, so that it will not come any more."""

    def __init__(self, jumped: set[SourceKey], preceding: SeenBook | None = None) -> None:
        """`jumped` takes up the sources of which earlier events are missing."""
        super().__init__(preceding)
        self._jumped = jumped
        self._parked_now: set[SourceKey] = set()

    def turn(self, work: RecordWork) -> Turn:
        """Whether it is new; or new, and behind one that waits for something else."""
        if super().turn(work) is Turn.DUPLICATE:
            return Turn.DUPLICATE
        waits = work.source in self._parked_now or (work.held_id is None and self.has_parked(work))
        return Turn.BEHIND if waits else Turn.NEXT

    def parked(self, work: RecordWork) -> None:
        """Note it, and that those behind it wait."""
        super().parked(work)
        self._parked_now.add(work.source)

    def applied(self, work: RecordWork) -> int | None:
        """Note it as applied, and whether it follows the one before."""
        if work.sequence != self.last_applied(work) + 1:
            self._jumped.add(work.source)
        return super().applied(work)
