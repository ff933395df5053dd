"""The best group of one mentor: every topic and setting, what each mentee adds, and what that costs elsewhere."""

from typing import NamedTuple

import numpy as np

from services.matching.engine.arrays import NOBODY, Longs
from services.matching.engine.compiled import copy, part
from services.matching.engine.groups.fitting_kernel import Draft, add, begin, fits, has_quota_beside
from services.matching.engine.groups.moving_kernel import worth_of
from services.matching.engine.groups.state import EXTRA, LANE, SIZE, SUM, WORTH, State
from services.matching.engine.groups.table import (
    FIRST,
    MAXIMUM,
    MENTEE,
    MINIMUM,
    OFFERED,
    SETTING_COUNT,
    SETTINGS,
    Table,
)

NEVER = -(1 << 62)


class Work(NamedTuple):
    """Room for looking at one lane."""

    gain: Longs
    pair: Longs
    draft: Draft
    best: Longs
    before: Longs


@part
def room_for(table: Table) -> Work:
    """Enough for the mentor with the most pairs."""
    most = 1
    for mentor in range(len(table.mentor) - 1):
        most = max(most, table.mentor[mentor + 1, FIRST] - table.mentor[mentor, FIRST])
    return Work(
        np.zeros(most, np.int64),
        np.zeros(most, np.int64),
        Draft(np.zeros(table.size[MAXIMUM], np.int64), np.zeros(table.sets.shape[1], np.uint64)),
        np.zeros(table.size[MAXIMUM], np.int64),
        np.zeros(table.size[MAXIMUM], np.int64),
    )


@part
def best_group(table: Table, state: State, mentor: int, work: Work, share: int) -> tuple[int, int, int]:
    """Of all topics and settings: how many are in the best group, its topic, and what is gained."""
    best_count, best_topic, best_gain = 0, NOBODY, 0
    for topic in range(table.dear.shape[1]):
        if not table.mentor[mentor, OFFERED] >> topic & 1:
            continue
        listed = rank(table, state, mentor, topic, work, share)
        if listed < table.size[MINIMUM] or _at_most(table, work.gain, listed) <= best_gain:
            continue
        settings = table.mentor[mentor, SETTING_COUNT]
        for setting in range(settings + 1):
            if setting == settings and best_count:
                break
            if setting < settings and _at_most_in(table, work, listed, setting) <= best_gain:
                continue
            count, gain = _fill(table, state, mentor, work, listed, setting)
            if count >= table.size[MINIMUM] and gain > best_gain:
                best_count, best_topic, best_gain = count, topic, gain
                copy(count, work.draft.pairs, work.best)
    return best_count, best_topic, best_gain


@part
def rank(table: Table, state: State, mentor: int, topic: int, work: Work, share: int) -> int:
    """Those who seek the topic, by what they would gain. Returns how many there are."""
    listed = 0
    for pair in range(table.mentor[mentor, FIRST], table.mentor[mentor + 1, FIRST]):
        mentee = table.pair[pair, MENTEE]
        if table.dear[mentee, topic] == 0:
            continue
        gain = worth_of(table, pair, topic) + state.mentee[mentee, EXTRA] - _given_up(table, state, mentee, share)
        at = listed
        while at > 0 and work.gain[at - 1] < gain:
            work.gain[at], work.pair[at] = work.gain[at - 1], work.pair[at - 1]
            at -= 1
        work.gain[at], work.pair[at] = gain, pair
        listed += 1
    return listed


@part
def _given_up(table: Table, state: State, mentee: int, share: int) -> int:
    lane = state.mentee[mentee, LANE]
    if lane == NOBODY:
        return 0
    worth = state.mentee[mentee, WORTH]
    if state.lane[lane, SIZE] > table.size[MINIMUM]:
        return int(worth)
    return int(worth + (state.lane[lane, SUM] - worth) // 100 * share)


@part
def _at_most(table: Table, gain: Longs, listed: int) -> int:
    total = 0
    for at in range(min(listed, table.size[MAXIMUM])):
        if at >= table.size[MINIMUM] and gain[at] <= 0:
            break
        total += gain[at]
    return total


@part
def _at_most_in(table: Table, work: Work, listed: int, setting: int) -> int:
    count, total = 0, 0
    for at in range(listed):
        if count == table.size[MAXIMUM] or (count >= table.size[MINIMUM] and work.gain[at] <= 0):
            break
        if table.pair[work.pair[at], SETTINGS] >> setting & 1:
            count += 1
            total += work.gain[at]
    return total if count >= table.size[MINIMUM] else 0


@part
def _fill(table: Table, state: State, mentor: int, work: Work, listed: int, setting: int) -> tuple[int, int]:
    """The best-ranked who fit together in the setting; after the last setting, wherever they fit."""
    draft, count, gained = work.draft, 0, 0
    begin(table, draft, mentor)
    anywhere = setting == table.mentor[mentor, SETTING_COUNT]
    for at in range(listed):
        if count == table.size[MAXIMUM] or (count >= table.size[MINIMUM] and work.gain[at] <= 0):
            break
        pair = work.pair[at]
        inside = anywhere or table.pair[pair, SETTINGS] >> setting & 1 > 0
        if inside and _may_come(table, state, draft.pairs, count, pair) and fits(table, draft, count, pair):
            count = add(table, draft, count, pair)
            gained += work.gain[at]
    return count, gained


@part
def _may_come(table: Table, state: State, pairs: Longs, count: int, pair: int) -> bool:
    """Whether there is quota and the mentee's group stays large enough (one at its minimum is paid for in the gain)."""
    if not has_quota_beside(table, state.quota_left, pairs, count, pair):
        return False
    lane = state.mentee[table.pair[pair, MENTEE], LANE]
    if lane == NOBODY or state.lane[lane, SIZE] == table.size[MINIMUM]:
        return True
    taken = 0
    for at in range(count):
        taken += state.mentee[table.pair[pairs[at], MENTEE], LANE] == lane
    return bool(state.lane[lane, SIZE] - taken > table.size[MINIMUM])


@part
def true_gain(table: Table, state: State, pairs: Longs, count: int, topic: int) -> int:
    """What the total gains by this group, less what groups lose that dissolve for it."""
    gain = 0
    for at in range(count):
        mentee = table.pair[pairs[at], MENTEE]
        gain += worth_of(table, pairs[at], topic) + state.mentee[mentee, EXTRA]
        lane = state.mentee[mentee, LANE]
        if lane == NOBODY:
            continue
        if state.lane[lane, SIZE] > table.size[MINIMUM]:
            gain -= state.mentee[mentee, WORTH]
        elif not _among(table, state, pairs, at, lane):
            gain -= state.lane[lane, SUM]
    return gain


@part
def _among(table: Table, state: State, pairs: Longs, count: int, lane: int) -> bool:
    found = False
    for at in range(count):
        found |= state.mentee[table.pair[pairs[at], MENTEE], LANE] == lane
    return found
