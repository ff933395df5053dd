"""What a partner may write freely: on one line, with single spaces."""

import unicodedata


def on_one_line(text: str) -> str:
    """The text with single spaces. Raises ValueError for a line break or another control character."""
    if any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in text):
        raise ValueError("holds a line break or another control character")
    return " ".join(text.split())
