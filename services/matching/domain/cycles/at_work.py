"""Long work of one worker at a time: it has it in hand, and longer with each sign of life."""

from datetime import datetime, timedelta
from typing import Self

from services.deciding import Aggregate, Refusal

PATIENCE = timedelta(seconds=30)
"""A worker that gave no sign of life for so long is given up."""


class WorkedOnByAnother(Refusal):
    """Another worker has it in hand."""


class AtWork(Aggregate):
    """Something that a worker works on."""

    worker: str | None = None
    worker_until: datetime | None = None

    def taken_by(self, worker: str, now: datetime) -> Self:
        """In that worker's hands. Raises WorkedOnByAnother while another one shows that it lives."""
        if self.worker not in (None, worker) and self.worker_until is not None and self.worker_until > now:
            raise WorkedOnByAnother("another worker has it in hand")
        return self.in_hands_of(worker, now)

    def in_hands_of(self, worker: str, now: datetime) -> Self:
        """Worked on by that worker, who lives."""
        return self.model_copy(update={"worker": worker, "worker_until": now + PATIENCE})

    def insist_in_hands_of(self, worker: str) -> None:
        """Raise WorkedOnByAnother unless that worker has it."""
        if self.worker != worker:
            raise WorkedOnByAnother("another worker has it in hand")

    def laid_down(self) -> Self:
        """In nobody's hands."""
        return self.model_copy(update={"worker": None, "worker_until": None})
