"""Run a decider on given states, in memory: for tests and for reading."""

from collections.abc import Iterable

from services.deciding.aggregate import Aggregate
from services.deciding.decision import Deciding, Decision


def decide(deciding: Deciding, given: Iterable[Aggregate] = ()) -> Decision:
    """Answer each round of needs from `given` and return the decision. Raises what the rule raises."""
    shelf = {(type(state), state.id): state for state in given}
    try:
        wanted = next(deciding)
        while True:
            wanted = deciding.send([shelf.get((need.kind, need.id)) for need in wanted])
    except StopIteration as done:
        decision: Decision = done.value
        return decision
