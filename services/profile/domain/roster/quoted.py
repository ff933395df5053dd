"""What someone wrote, as it is shown back to them."""

import json

MAX_SHOWN = 80


def cut(text: str) -> str:
    """The text, at most 80 characters of it."""
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"


def shown(value: object) -> str:
    """The value as text: JSON, unless it is a text already."""
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)


def quoted(value: object) -> str:
    """The value as it stands in a message: in quotation marks, and short."""
    return f'"{cut(shown(value))}"'
