"""One mentor in eight words: a line of the processor's cache, so that a look at somebody is one wait for memory."""

from services.matching.engine.ranking.row import MASK, WORD, Row

WORDS = 8
HOURS, SKILLS, RATED, REST, LANGUAGES, DISCIPLINES = 0, 3, 4, 5, 6, 7
"""Which words: three of hours, marks of skills, four ratings, the rest, and the first word of each set."""
OFFERED, SAID, WHOLE_HOURS = 16, 24, 25
"""Bits of the rest, after the fifth rating: goals offered, and two flags."""
QUARTER, THREE_WORDS = 4, 3 * WORD
FIRSTS = sum(1 << bit for bit in range(0, 11 * WORD, QUARTER))
LOW = (1 << THREE_WORDS) - 1


def brief_of(row: Row, skill_marks: int) -> list[int]:
    """All that the first look at a mentor needs; sets that are longer than a word are looked up elsewhere."""
    ratings = sum(rating << 16 * at for at, rating in enumerate(row.qualities_rated))
    hours, whole = brief_hours(row.hours)
    rest = ratings >> WORD | row.goals_offered << OFFERED | row.said_hours << SAID | whole << WHOLE_HOURS
    return [
        *hours,
        skill_marks,
        ratings & MASK,
        rest,
        row.languages & MASK,
        row.disciplines & MASK,
    ]


def brief_hours(hours: int) -> tuple[list[int], bool]:
    """The week's quarters in three words, a bit an hour, and whether that says it all: there are whole hours only."""
    firsts = hours & FIRSTS
    if firsts * ((1 << QUARTER) - 1) != hours:
        return [0, 0, 0], False
    parts = [(firsts >> THREE_WORDS * at & LOW) << at for at in range(QUARTER)]
    packed = parts[0] | parts[1] | parts[2] | parts[3]
    return [packed >> WORD * at & MASK for at in range(3)], True
