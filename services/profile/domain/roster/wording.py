"""A partner's words for our values."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from services.profile.domain.roster.separators import OURS, Separators, split


class Wording(NamedTuple):
    """How one column is written: their words for our values, and what separates them."""

    words: Mapping[str, str] = {}
    separators: Separators = OURS

    def ours(self, text: str) -> str:
        """Our value for their word; the word itself if it has no other meaning."""
        return self.words.get(folded(text), text.strip())

    def knows(self, text: str) -> bool:
        """Whether the word has a meaning of the partner's own."""
        return folded(text) in self.words

    def values(self, cell: str) -> list[str]:
        """The values of a list. A word of theirs may stand for several of ours."""
        return [
            value
            for item in split(cell, self.separators.list)
            for value in (split(self.ours(item)) if self.knows(item) else [item])
        ]


OUR_WORDING = Wording()


def folded(text: str) -> str:
    """The text as it is compared: blanks and letter case do not count."""
    return " ".join(text.split()).casefold()


def as_term(text: str) -> str:
    """The value of an enumeration: `Career Development` is career_development."""
    return re.sub(r"[\s_-]+", "_", text.strip().casefold())


def as_concept(text: str) -> str:
    """A slug for a human label: `Data Analysis` is data-analysis. URIs stay as they are."""
    return text.strip() if "://" in text else re.sub(r"\s+", "-", text.strip().casefold())


def as_language(text: str) -> str:
    """A language tag with its primary subtag in lower case: `EN_gb` is en-gb."""
    primary, *others = re.split("[-_]", text.strip())
    return "-".join((primary.lower(), *others))
