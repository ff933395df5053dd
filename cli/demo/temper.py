"""What a mentor is like, as mentees find them: some are better than others, and each is good at something else."""

from deploy.sample.dice import Dice
from mentormesh_contracts.vocabulary import Quality

WORST, BEST = 25, 97
"""How good a mentor is on the whole, in hundredths of the scale."""
STRENGTH, MOOD = 18, 15
"""How far one quality lies from the whole, and one answer from the quality."""
STEPS = 4
"""Of the instrument's scale, 1 to 5."""


def ratings(mentor: Dice, answer: Dice) -> dict[str, int]:
    """Five ratings of a mentor. The mentor's dice, thrown anew, always say the same of them."""
    whole = mentor.number(WORST, BEST)
    return {quality.value: _rating(whole + mentor.number(-STRENGTH, STRENGTH), answer) for quality in Quality}


def _rating(quality: int, answer: Dice) -> int:
    found = quality + answer.number(-MOOD, MOOD)
    return 1 + round(STEPS * min(100, max(0, found)) / 100)
