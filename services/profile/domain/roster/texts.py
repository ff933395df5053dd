"""What a partner writes freely: ids, names, addresses."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\"]+@([^\W_]([\w-]*[^\W_])?\.)+[^\W_][\w-]*[^\W_]")


def _on_one_line(text: str) -> str:
    if any(unicodedata.category(character) == "Cc" for character in text):
        raise ValueError("holds a line break or another control character")
    return text


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def _like_an_address(text: str) -> str:
    if not _EMAIL.fullmatch(text) or ".." in text:
        raise ValueError("is not an e-mail address such as ada@example.org")
    return text


ExternalId = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100, strip_whitespace=True),
    AfterValidator(_on_one_line),
]
Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True),
    AfterValidator(_single_spaced),
    AfterValidator(_on_one_line),
]
Email = Annotated[str, StringConstraints(max_length=254, strip_whitespace=True), AfterValidator(_like_an_address)]
Phone = Annotated[
    str,
    StringConstraints(min_length=1, max_length=50, strip_whitespace=True),
    AfterValidator(_on_one_line),
]
