r"""Several values in one cell: `python; law`. A separator that belongs to a value is written `\;`, a backslash `\\`."""

from collections.abc import Iterable
from typing import NamedTuple

ESCAPE = "\\"


class Separators(NamedTuple):
    """The characters between the values of a list, and between the two sides of a pair."""

    list: str = ";"
    pair: str = ":"


OURS = Separators()


def split(cell: str, separator: str = OURS.list) -> list[str]:
    """The values of a cell, without blanks around them and without empty ones."""
    values, value, characters = [], "", iter(cell)
    for character in characters:
        if character == separator:
            values.append(value)
            value = ""
        elif character == ESCAPE:
            following = next(characters, "")
            value += following if following and following in (separator, ESCAPE) else ESCAPE + following
        else:
            value += character
    return [stripped for each in (*values, value) if (stripped := each.strip())]


def join(values: Iterable[str]) -> str:
    """The values in one cell, as `split` reads them."""
    return f"{OURS.list} ".join(
        value.replace(ESCAPE, ESCAPE * 2).replace(OURS.list, ESCAPE + OURS.list) for value in values
    )
