"""What is known of a mentor apart from hours and years, in five words side by side."""

from services.matching.engine.ranking.row import MASK, WORD, Row

WORDS = 5
SKILLS, RATED, REST, LANGUAGES, DISCIPLINES = range(WORDS)
"""Which words: marks of skills, four ratings, the rest, and the first word of each set."""
OFFERED = 16
"""Bits of the rest, after the fifth rating: goals offered."""


def brief_of(row: Row, skill_marks: int) -> list[int]:
    """All that a closer look at a mentor needs; sets that are longer than a word are looked up elsewhere."""
    ratings = sum(rating << 16 * at for at, rating in enumerate(row.qualities_rated))
    rest = ratings >> WORD | row.goals_offered << OFFERED
    return [skill_marks, ratings & MASK, rest, row.languages & MASK, row.disciplines & MASK]
