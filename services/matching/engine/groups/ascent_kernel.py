"""Coordinate ascent: each lane in turn takes the best group that it can, at what that costs elsewhere."""

from services.matching.engine.arrays import NOBODY, Longs
from services.matching.engine.compiled import compiled, part
from services.matching.engine.groups.choosing_kernel import Work, best_group, rank, room_for, true_gain
from services.matching.engine.groups.fitting_kernel import add, begin, fits, has_quota
from services.matching.engine.groups.moving_kernel import enter, form, leave, leave_other, touch
from services.matching.engine.groups.state import LANE, SEEN, SIZE, SUM, TOPIC, TOUCHED, State
from services.matching.engine.groups.table import (
    FIRST,
    LANES,
    MAXIMUM,
    MENTEE,
    Table,
)

ALL = 100
"""Of what a group's others would lose if it dissolved, in hundredths: with less, groups are broken up more easily."""


@compiled
def sweep(table: Table, state: State, order: Longs, share: int, strict: bool) -> int:
    """Look at every lane once, in the order given. Returns how many groups changed.

    Strictly, a group changes only if the total grows. `share` is how much of what others would lose counts, in
    hundredths.
    """
    work = room_for(table)
    changed = 0
    for at in range(len(order)):
        lane = order[at]
        if _worth_a_look(table, state, lane):
            changed += _improve(table, state, lane, work, share, strict)
            state.lane[lane, SEEN] = state.clock[0]
    return changed


@part
def _worth_a_look(table: Table, state: State, lane: int) -> bool:
    mentor = table.leader[lane]
    if (
        lane > table.mentor[mentor, LANES]
        and state.lane[lane - 1, TOPIC] == NOBODY
        and state.lane[lane, TOPIC] == NOBODY
    ):
        return False
    if state.lane[lane, SEEN] < 0:
        return True
    for pair in range(table.mentor[mentor, FIRST], table.mentor[mentor + 1, FIRST]):
        if state.mentee[table.pair[pair, MENTEE], TOUCHED] > state.lane[lane, SEEN]:
            return True
    return False


@part
def _improve(table: Table, state: State, lane: int, work: Work, share: int, strict: bool) -> int:
    mentor = table.leader[lane]
    before, topic_before = state.lane[lane, SUM], state.lane[lane, TOPIC]
    was = _release(table, state, lane, work.before)
    count, topic, net = best_group(table, state, mentor, work, share)
    if count and strict:
        net = true_gain(table, state, work.best, count, topic)
    if count == 0 or (strict and net <= before):
        form(table, state, lane, topic_before, work.before[:was])
        return _fill_up(table, state, lane, work)
    for at in range(count):
        leave_other(table, state, table.pair[work.best[at], MENTEE])
    form(table, state, lane, topic, work.best[:count])
    _touch_each(table, state, work.before, was)
    _touch_each(table, state, work.best, count)
    _fill_up(table, state, lane, work)
    return 1


@part
def _release(table: Table, state: State, lane: int, before: Longs) -> int:
    """Take the group apart for the time being. Returns how many were in it."""
    count = _members(table, state, lane, before)
    for at in range(count):
        leave(table, state, before[at])
    state.lane[lane, TOPIC] = NOBODY
    return count


@part
def _members(table: Table, state: State, lane: int, pairs: Longs) -> int:
    count, mentor = 0, table.leader[lane]
    if state.lane[lane, TOPIC] == NOBODY:
        return 0
    for pair in range(table.mentor[mentor, FIRST], table.mentor[mentor + 1, FIRST]):
        if state.mentee[table.pair[pair, MENTEE], LANE] == lane:
            pairs[count] = pair
            count += 1
    return count


@part
def _touch_each(table: Table, state: State, pairs: Longs, count: int) -> None:
    for at in range(count):
        touch(state, table.pair[pairs[at], MENTEE])


@part
def _fill_up(table: Table, state: State, lane: int, work: Work) -> int:
    """Whoever is in no group joins, the best-suited first, while they fit. Returns how many groups changed."""
    topic, mentor, count = state.lane[lane, TOPIC], table.leader[lane], state.lane[lane, SIZE]
    if topic == NOBODY or count == table.size[MAXIMUM]:
        return 0
    _members(table, state, lane, work.before)
    begin(table, work.draft, mentor)
    for at in range(count):
        add(table, work.draft, at, work.before[at])
    joined = 0
    for at in range(rank(table, state, mentor, topic, work, 0)):
        pair = work.pair[at]
        free = state.mentee[table.pair[pair, MENTEE], LANE] == NOBODY and has_quota(table, state.quota_left, pair)
        if free and count < table.size[MAXIMUM] and fits(table, work.draft, count, pair):
            count = add(table, work.draft, count, pair)
            enter(table, state, lane, pair)
            touch(state, table.pair[pair, MENTEE])
            joined = 1
    return joined
