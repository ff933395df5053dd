"""Into a group and out of it, with everything that is counted."""

from services.matching.engine.arrays import NOBODY, Longs
from services.matching.engine.compiled import compiled, part
from services.matching.engine.groups.state import EXTRA, LANE, SIZE, SUM, TOPIC, TOUCHED, WORTH, State
from services.matching.engine.groups.table import BONUS, FIRST, MENTEE, MINIMUM, QUOTA, SCORE, Table


@part
def worth_of(table: Table, pair: int, topic: int) -> int:
    """The bonus and the value (see `problem.value`) of a place in a group on the topic."""
    dear = table.dear[table.pair[pair, MENTEE], topic]
    return int(table.size[BONUS] + (3 * table.pair[pair, SCORE] + 20_000 * dear) // 5)


@part
def enter(table: Table, state: State, lane: int, pair: int) -> None:
    """The pair's mentee, who is in no group, enters the lane, which has a topic."""
    mentee = table.pair[pair, MENTEE]
    worth = worth_of(table, pair, state.lane[lane, TOPIC]) + state.mentee[mentee, EXTRA]
    state.mentee[mentee, LANE], state.mentee[mentee, WORTH] = lane, worth
    state.lane[lane, SIZE] += 1
    state.lane[lane, SUM] += worth
    if table.pair[pair, QUOTA] != NOBODY:
        state.quota_left[table.pair[pair, QUOTA]] -= 1


@compiled
def form(table: Table, state: State, lane: int, topic: int, pairs: Longs) -> None:
    """A group of these, who are in none."""
    state.lane[lane, TOPIC] = topic
    for at in range(len(pairs)):
        enter(table, state, lane, pairs[at])


@part
def leave(table: Table, state: State, pair: int) -> None:
    """The pair's mentee leaves the lane that they are in, which is the pair's mentor's."""
    mentee = table.pair[pair, MENTEE]
    lane = state.mentee[mentee, LANE]
    state.lane[lane, SIZE] -= 1
    state.lane[lane, SUM] -= state.mentee[mentee, WORTH]
    state.mentee[mentee, LANE], state.mentee[mentee, WORTH] = NOBODY, 0
    if table.pair[pair, QUOTA] != NOBODY:
        state.quota_left[table.pair[pair, QUOTA]] += 1


@part
def touch(state: State, mentee: int) -> None:
    """Whoever could lead the mentee looks again."""
    state.clock[0] += 1
    state.mentee[mentee, TOUCHED] = state.clock[0]


@part
def dissolve(table: Table, state: State, lane: int) -> None:
    """Everybody leaves the lane."""
    mentor = table.leader[lane]
    for pair in range(table.mentor[mentor, FIRST], table.mentor[mentor + 1, FIRST]):
        if state.mentee[table.pair[pair, MENTEE], LANE] == lane:
            leave(table, state, pair)
            touch(state, table.pair[pair, MENTEE])
    state.lane[lane, TOPIC] = NOBODY


@part
def leave_other(table: Table, state: State, mentee: int) -> None:
    """A mentee leaves whatever lane they are in; a group that becomes too small dissolves."""
    lane = state.mentee[mentee, LANE]
    if lane == NOBODY:
        return
    mentor = table.leader[lane]
    leave(table, state, _pair_of(table, mentor, mentee))
    touch(state, mentee)
    if state.lane[lane, SIZE] < table.size[MINIMUM]:
        dissolve(table, state, lane)


@part
def _pair_of(table: Table, mentor: int, mentee: int) -> int:
    low, high = table.mentor[mentor, FIRST], table.mentor[mentor + 1, FIRST]
    while high - low > 1:
        middle = (low + high) // 2
        if table.pair[middle, MENTEE] <= mentee:
            low = middle
        else:
            high = middle
    return int(low)
