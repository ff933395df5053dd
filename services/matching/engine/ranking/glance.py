"""A first look at a mentor, in four words: two mentors to a line of the processor's cache, one after another."""

from services.matching.engine.ranking.row import MASK, WORD, Row

WORDS = 4
REST = 3
"""Which word has what is not hours: organisation, most years, and two flags."""
YEARS, SAID, WHOLE = 32, 56, 57
"""Bits of the rest, after the organisation."""
MOST_YEARS = (1 << SAID - YEARS) - 1
"""Hundredths of a year that fit: more than anybody lives."""
HOUR, THREE_WORDS = 4, 3 * WORD
FIRSTS = sum(1 << bit for bit in range(0, 11 * WORD, HOUR))
LOW = (1 << THREE_WORDS) - 1


def glance_of(row: Row) -> list[int]:
    """The week by hours in three words, and the rest."""
    hours, whole = hours_of(row.hours)
    rest = row.organisation | min(row.most_years, MOST_YEARS) << YEARS | row.said_hours << SAID | whole << WHOLE
    return [*hours, rest]


def hours_of(quarters: int) -> tuple[list[int], bool]:
    """The hours of the week in which any quarter is free, and whether that says it all: there are whole hours only."""
    firsts = (quarters | quarters >> 1 | quarters >> 2 | quarters >> 3) & FIRSTS
    parts = [(firsts >> THREE_WORDS * at & LOW) << at for at in range(HOUR)]
    packed = parts[0] | parts[1] | parts[2] | parts[3]
    return [packed >> WORD * at & MASK for at in range(3)], firsts * ((1 << HOUR) - 1) == quarters
