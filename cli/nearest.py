"""A guess at what was meant."""

from collections.abc import Sequence
from difflib import get_close_matches


def guess(word: str, known: Sequence[str]) -> str:
    """`did you mean profile?`, or else what there is."""
    near = get_close_matches(word.lower(), known, 1)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
