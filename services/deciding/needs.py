"""How a rule asks for what it decides on: by yielding needs, a round at a time, without doing any I/O.

A decider is a generator. Each `yield` is a round of needs; whoever runs it answers with the states in the same
order (None for what does not exist) and gets the Decision when the generator returns.
"""

from collections.abc import Generator, Iterable, Sequence
from typing import NamedTuple, TypeAlias, TypeVar, cast

from services.deciding.aggregate import Aggregate
from services.deciding.refusal import Unknown

State = TypeVar("State", bound=Aggregate)
T = TypeVar("T")


class Need(NamedTuple):
    """One aggregate that is asked for."""

    kind: type[Aggregate]
    id: str
    guarded: bool = True
    """Guarded: the decision holds only if nobody changed it meanwhile. Replicas of others' facts are not."""


Round: TypeAlias = tuple[Need, ...]
Loaded: TypeAlias = Sequence[Aggregate | None]
Needing: TypeAlias = Generator[Round, Loaded, T]


def need(kind: type[State], id: str) -> Needing[State | None]:
    """The aggregate, or None; the decision is void if it changes before the commit."""
    (state,) = yield (Need(kind, id),)
    return cast(State | None, state)


def require(kind: type[State], id: str) -> Needing[State]:
    """The aggregate. Raises Unknown if there is none (or none yet)."""
    state = yield from need(kind, id)
    if state is None:
        raise Unknown(kind.KIND, id)
    return state


def need_each(kind: type[State], ids: Iterable[str]) -> Needing[dict[str, State]]:
    """Those that exist, by id, loaded in one round."""
    return (yield from _each(kind, ids, guarded=True))


def require_each(kind: type[State], ids: Iterable[str]) -> Needing[dict[str, State]]:
    """All of them, by id, loaded in one round. Raises Unknown for the first that does not exist."""
    wanted = list(dict.fromkeys(ids))
    found = yield from need_each(kind, wanted)
    for id in wanted:
        if id not in found:
            raise Unknown(kind.KIND, id)
    return found


def consult(kind: type[State], id: str) -> Needing[State | None]:
    """A fact that may be stale anyway, such as a replica: read, not guarded."""
    (state,) = yield (Need(kind, id, guarded=False),)
    return cast(State | None, state)


def consult_each(kind: type[State], ids: Iterable[str]) -> Needing[dict[str, State]]:
    """Those that exist, by id, read in one round, not guarded."""
    return (yield from _each(kind, ids, guarded=False))


def _each(kind: type[State], ids: Iterable[str], *, guarded: bool) -> Needing[dict[str, State]]:
    wanted = tuple(Need(kind, id, guarded) for id in dict.fromkeys(ids))
    if not wanted:
        return {}
    states = yield wanted
    return {need.id: cast(State, state) for need, state in zip(wanted, states, strict=True) if state is not None}
