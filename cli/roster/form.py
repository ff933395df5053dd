"""How a roster is written."""

from enum import StrEnum
from pathlib import Path

from cli.errors import WrongUsage


class Form(StrEnum):
    """The two forms that the API reads."""

    CSV = "csv"
    NDJSON = "ndjson"

    @property
    def media_type(self) -> str:
        """As it is sent."""
        return "text/csv" if self is Form.CSV else "application/x-ndjson"


ENDINGS = {
    ".csv": Form.CSV,
    ".tsv": Form.CSV,
    ".txt": Form.CSV,
    ".ndjson": Form.NDJSON,
    ".jsonl": Form.NDJSON,
}


def form_of(file: Path) -> Form:
    """By its ending. Raises WrongUsage."""
    try:
        return ENDINGS[file.suffix.lower()]
    except KeyError:
        raise WrongUsage(
            f"{file.name} has none of the endings {', '.join(ENDINGS)}: say --format csv or ndjson"
        ) from None
