"""Words of the field that carry their own definition."""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """An enumeration whose members explain themselves: `MEMBER = "value", "definition"`.

    The definitions are the source of `docs/glossary.md`.
    """

    definition: str

    def __new__(cls, value: str, definition: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.definition = definition
        return member
