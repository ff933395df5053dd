"""How many, in words."""


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 mentor`, `2 mentors`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
