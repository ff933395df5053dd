"""Run a decider on given states, in memory: for tests and for reading."""

from collections.abc import Iterable

from services.deciding.aggregate import Aggregate
from services.deciding.decision import Deciding, Decision


class RuleBroken(AssertionError):
    """The decider did what the chassis would not accept."""


def decide(deciding: Deciding | Decision, given: Iterable[Aggregate] = (), fresh: Iterable[str] = ()) -> Decision:
    """Answer each round of needs from `given` and return the decision. Raises what the rule raises.

    Raises RuleBroken for an event about another aggregate than the one saved with it and, where `fresh` names the ids
    that were given out as new, for a state that is saved without having been needed.
    """
    shelf = {(type(state), state.id): state for state in given}
    needed: set[tuple[type[Aggregate], str]] = set()
    decision = deciding if isinstance(deciding, Decision) else _run(deciding, shelf, needed)
    new = set(fresh)
    for change in decision.changes:
        state = change.state
        if any(event.subject != state.id for event in change.events):
            raise RuleBroken(f"an event of {type(state).__name__} {state.id} is about something else")
        if new and state.id not in new and (type(state), state.id) not in needed:
            raise RuleBroken(f"{type(state).__name__} {state.id} is saved by a decider that did not need it")
    return decision


def _run(
    deciding: Deciding,
    shelf: dict[tuple[type[Aggregate], str], Aggregate],
    needed: set[tuple[type[Aggregate], str]],
) -> Decision:
    try:
        wanted = next(deciding)
        while True:
            needed.update((need.kind, need.id) for need in wanted)
            wanted = deciding.send([shelf.get((need.kind, need.id)) for need in wanted])
    except StopIteration as done:
        decision: Decision = done.value
        return decision
