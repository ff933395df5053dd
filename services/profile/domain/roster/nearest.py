"""A guess at what was meant."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

LONGEST_GUESSED = 64


def nearest(word: str, known: Iterable[str], likeness: float = 0.0) -> str | None:
    """The known name that is most like the word; None if there is none as like as that."""
    return _nearest(word[:LONGEST_GUESSED].casefold(), tuple(known), likeness)


@lru_cache(maxsize=1024)
def _nearest(word: str, known: tuple[str, ...], likeness: float) -> str | None:
    meant = _meant(known)
    found = get_close_matches(word, meant, 1, likeness)
    return meant[found[0]] if found else None


@lru_cache(maxsize=64)
def _meant(known: tuple[str, ...]) -> dict[str, str]:
    """What stands for which name: the name itself, and how it begins, as `preferred` for preferred_external_ids."""
    beginnings = {name.split("_")[0].casefold(): name for name in reversed(known)}
    return {**beginnings, **{name.casefold(): name for name in reversed(known)}}
