"""Files are written whole or not at all."""

import csv
import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from cli.errors import Failure
from cli.match.outcome import Round

OF_MENTORING = ("mentee", "mentor", "score")
OF_PEERS = ("person", "peer", "score")
DECIMALS = 6


def columns_of(found: Round) -> tuple[str, str, str]:
    """How the first columns are called."""
    return OF_PEERS if found.are_peers else OF_MENTORING


def pairs_csv(found: Round) -> str:
    """A line for each pair, by the ids of the files, in the order of the mentees' file."""
    text = StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow((*columns_of(found), *(() if found.are_peers else ("rank", "eligible"))))
    lines.writerows(_cells(found))
    return text.getvalue()


def _cells(found: Round) -> Iterator[tuple[object, ...]]:
    for pair in found.pairs:
        told = pair.explanation
        ranked = () if found.are_peers else (told.rank, told.eligible)
        yield pair.seeker.id, pair.other.id, f"{told.score:.{DECIMALS}f}", *ranked


def write(path: Path, text: str) -> None:
    """Put the text there at once. Raises Failure."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(path)
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror}") from None
    finally:
        part.unlink(missing_ok=True)
