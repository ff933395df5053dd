"""Lists of words, written as one text."""


def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()
