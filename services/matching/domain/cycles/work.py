"""A worker takes a cycle in hand, and gives signs of life with its progress."""

from mentormesh_contracts.fact import Identifier
from services.deciding import Command, Context, Deciding, Decision
from services.matching.domain.cycles.at_work import PATIENCE
from services.matching.domain.cycles.cycle import Progress, cycle_at_work, running_cycle

__all__ = ["PATIENCE", "NoteProgress", "TakeCycle", "note_progress", "take_cycle"]


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
    taken = cycle.taken_by(command.worker, context.now).model_copy(update={"attempts": cycle.attempts + 1})
    return Decision().save(taken).tell(taken)


def note_progress(command: NoteProgress, context: Context) -> Deciding:
    """The progress is seen. Raises Unknown, CycleOver or WorkedOnByAnother."""
    cycle = yield from cycle_at_work(command.cycle_id, command.worker)
    noted = cycle.in_hands_of(command.worker, context.now).model_copy(update={"progress": command.progress})
    return Decision().save(noted).tell(noted)
