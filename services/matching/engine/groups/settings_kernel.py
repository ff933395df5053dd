"""Settings: a language, a time of the week and a circle of organisations in which a mentor's group could be.

Every group that keeps the rules is within one setting, so that a bound over settings is a bound over groups. Which
mentees could be in a setting is one bit of a word. Only the largest are kept: what fits a smaller one fits a larger
one too. Where there are more than are told apart, one setting more holds everybody.
"""

import numpy as np

from services.matching.engine.arrays import Flags, Longs, Words
from services.matching.engine.columns.people import HOUR_WORDS
from services.matching.engine.compiled import common_bits, compiled, copy, part, popcount

SETTINGS = 64
FAMILY = 256
"""Quarters, languages or circles that are told apart at most, by mentor."""
STRETCHES = 24
"""Of a mentor's hours that are looked at two by two at most."""
ONE = np.uint64(1)
TOP = np.uint64(63)


@compiled
def usable_pairs(
    mentee: Longs, mentor: Longs, dear: Longs, offered: Longs, sets: Words, mentor_sets: Words, blocks: int
) -> Flags:
    """By pair: whether there are a topic, a language and time enough for the two alone."""
    usable = np.empty(len(mentee), np.bool_)
    for pair in range(len(mentee)):
        seeker, other = mentee[pair], mentor[pair]
        topic = False
        for goal in range(dear.shape[1]):
            topic |= dear[seeker, goal] > 0 and (offered[other] >> goal) & 1 > 0
        one, two = sets[seeker], mentor_sets[other]
        speak = common_bits(one[HOUR_WORDS:], two[HOUR_WORDS:]) > 0
        usable[pair] = topic and speak and common_bits(one[:HOUR_WORDS], two[:HOUR_WORDS]) >= blocks
    return usable


@compiled
def settings_of(
    start: Longs,
    mentee: Longs,
    organisation: Longs,
    sets: Words,
    mentor_sets: Words,
    giver: Longs,
    circle_start: Longs,
    circles: Words,
    minimum: int,
    blocks: int,
) -> tuple[Words, Longs]:
    """By pair the settings that are open to the mentee, as bits; by mentor how many settings there are."""
    settings = np.zeros(len(mentee), np.uint64)
    count = np.zeros(len(start) - 1, np.int64)
    for mentor in range(len(count)):
        pairs = mentee[start[mentor] : start[mentor + 1]]
        if len(pairs) < minimum:
            continue
        times = _times(pairs, sets, mentor_sets[mentor], blocks)
        tongues = _tongues(pairs, sets, mentor_sets[mentor])
        circle_range = circles[circle_start[giver[mentor]] : circle_start[giver[mentor] + 1]]
        rounds = _rounds(organisation[pairs], circle_range)
        kept = _largest_of_all(times, tongues, rounds, minimum)
        count[mentor] = len(kept)
        _spread(kept, settings[start[mentor] : start[mentor + 1]])
    return settings, count


@part
def _times(pairs: Longs, sets: Words, own: Words, blocks: int) -> Words:
    """Who is free in a stretch of the mentor's hours that is long enough, or in two that are not long enough alone."""
    stretches, length, count = _stretches(pairs, sets, own)
    family = np.zeros((FAMILY + 1, stretches.shape[1]), np.uint64)
    short = (length[:count] < blocks).sum()
    kept = 0
    for one in range(count):
        if length[one] >= blocks or short > STRETCHES:
            kept = _keep(family, kept, stretches[one])
            continue
        for other in range(one + 1, count):
            if length[other] < blocks:
                kept = _keep(family, kept, stretches[one] & stretches[other])
    return _family(family, kept, len(pairs), blocks <= 0 or count == FAMILY)


@part
def _stretches(pairs: Longs, sets: Words, own: Words) -> tuple[Words, Longs, int]:
    """Stretches of the mentor's hours in which nobody begins or ends to be free: who is, and how long they are."""
    stretches = np.zeros((FAMILY, len(pairs) // 64 + 1), np.uint64)
    length = np.zeros(FAMILY, np.int64)
    count, changes = 0, _changes(pairs, sets, own)
    for quarter in range(64 * HOUR_WORDS):
        word, bit = quarter // 64, np.uint64(quarter % 64)
        if not own[word] >> bit & ONE:
            continue
        if not changes[word] >> bit & ONE:
            length[count - 1] += 1
        elif count < FAMILY:
            for at in range(len(pairs)):
                stretches[count, at // 64] |= (sets[pairs[at], word] >> bit & ONE) << np.uint64(at % 64)
            length[count] = 1
            count += 1
    return stretches, length, count


@part
def _changes(pairs: Longs, sets: Words, own: Words) -> Words:
    """Quarters in which somebody begins or ends to be free, and the first."""
    changes = np.zeros(HOUR_WORDS, np.uint64)
    for at in range(-1, len(pairs)):
        hours = own if at < 0 else sets[pairs[at]]
        before = np.uint64(0)
        for word in range(HOUR_WORDS):
            changes[word] |= hours[word] ^ (hours[word] << ONE | before)
            before = hours[word] >> TOP
    changes[0] |= ONE
    return changes


@part
def _tongues(pairs: Longs, sets: Words, own: Words) -> Words:
    """Who speaks a language that the mentor speaks."""
    family = np.zeros((FAMILY + 1, len(pairs) // 64 + 1), np.uint64)
    count, row = 0, np.zeros(len(pairs) // 64 + 1, np.uint64)
    for language in range(64 * HOUR_WORDS, 64 * len(own)):
        word, bit = language // 64, np.uint64(language % 64)
        if not own[word] >> bit & ONE:
            continue
        row[:] = 0
        for at in range(len(pairs)):
            row[at // 64] |= (sets[pairs[at], word] >> bit & ONE) << np.uint64(at % 64)
        count = _keep(family, count, row)
    return _family(family, count, len(pairs), False)


@part
def _rounds(organisation: Longs, circles: Words) -> Words:
    """Who is of one circle."""
    family = np.zeros((FAMILY + 1, len(organisation) // 64 + 1), np.uint64)
    count, row = 0, np.zeros(len(organisation) // 64 + 1, np.uint64)
    for circle in range(len(circles)):
        row[:] = 0
        for at in range(len(organisation)):
            word, bit = organisation[at] // 64, np.uint64(organisation[at] % 64)
            row[at // 64] |= (circles[circle, word] >> bit & ONE) << np.uint64(at % 64)
        count = _keep(family, count, row)
    return _family(family, count, len(organisation), False)


@part
def _keep(family: Words, count: int, row: Words) -> int:
    """Add a set unless it is within another one; those within it go. Returns how many there are."""
    if count > FAMILY:
        return count
    kept = 0
    for at in range(count):
        if _within(row, family[at]):
            return count
        if not _within(family[at], row):
            copy(len(row), family[at], family[kept])
            kept += 1
    copy(len(row), row, family[kept])
    return kept + 1


@part
def _within(one: Words, other: Words) -> bool:
    outside = np.uint64(0)
    for word in range(len(one)):
        outside |= one[word] & ~other[word]
    return bool(outside == np.uint64(0))


@part
def _family(family: Words, count: int, people: int, everybody: bool) -> Words:
    if everybody or count > FAMILY:
        family[0] = 0
        for at in range(people):
            family[0, at // 64] |= ONE << np.uint64(at % 64)
        return family[:1]
    return family[:count]


@part
def _largest_of_all(times: Words, tongues: Words, rounds: Words, minimum: int) -> Words:
    """The largest sets that are within one of each; if there are too many, the last one holds everybody."""
    width = times.shape[1]
    family, row = np.zeros((FAMILY + 1, width), np.uint64), np.zeros(width, np.uint64)
    count = 0
    for time in range(len(times)):
        for tongue in range(len(tongues)):
            for circle in range(len(rounds)):
                size = 0
                for word in range(width):
                    row[word] = times[time, word] & tongues[tongue, word] & rounds[circle, word]
                    size += popcount(row[word])
                if size >= minimum:
                    count = _keep(family, count, row)
    if count > SETTINGS:
        family[SETTINGS - 1] = np.uint64(0xFFFFFFFFFFFFFFFF)
    return family[: min(count, SETTINGS)]


@part
def _spread(sets: Words, settings: Words) -> None:
    """From sets of pairs to each pair's sets."""
    for setting in range(len(sets)):
        for at in range(len(settings)):
            inside = sets[setting, at // 64] >> np.uint64(at % 64) & ONE
            settings[at] |= inside << np.uint64(setting)
