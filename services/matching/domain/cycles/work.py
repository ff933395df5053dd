"""A worker takes a cycle in hand, and gives signs of life with its progress."""

from datetime import timedelta

from mentormesh_contracts.fact import Identifier
from services.deciding import Command, Context, Deciding, Decision
from services.matching.domain.cycles.cycle import Progress, WorkedOnByAnother, running_cycle

PATIENCE = timedelta(seconds=30)
"""A worker that gave no sign of life for so long is given up."""


class TakeCycle(Command):
    """A worker wants to work on a cycle."""

    cycle_id: Identifier
    worker: str


class NoteProgress(Command):
    """A worker tells how far it has come."""

    cycle_id: Identifier
    worker: str
    progress: Progress


def take_cycle(command: TakeCycle, context: Context) -> Deciding:
    """The cycle is in the worker's hands. Raises Unknown, CycleOver or WorkedOnByAnother."""
    cycle = yield from running_cycle(command.cycle_id)
    if cycle.worker not in (None, command.worker) and cycle.worker_until and cycle.worker_until > context.now:
        raise WorkedOnByAnother("another worker has the cycle in hand")
    taken = cycle.in_hands_of(command.worker, context.now + PATIENCE)
    return Decision().save(taken).tell(taken)


def note_progress(command: NoteProgress, context: Context) -> Deciding:
    """The progress is seen. Raises Unknown, CycleOver or WorkedOnByAnother."""
    cycle = yield from running_cycle(command.cycle_id)
    cycle.insist_in_hands_of(command.worker)
    alive = cycle.in_hands_of(command.worker, context.now + PATIENCE)
    noted = alive.model_copy(update={"progress": command.progress})
    return Decision().save(noted).tell(noted)
