"""Why a file as a whole cannot be read, and the sizes beyond which it is not tried."""

MAX_LINES = 20_000
"""People in one file; the headings and empty lines are not counted."""
MAX_BYTES = 10 * 1024 * 1024
MAX_COLUMNS = 200
MAX_CELL = 10_000
"""Characters of one cell."""


class RosterUnreadable(Exception):
    """Nothing of the file was taken. The message says why; `line`, `heading` and `nearest` say where, if known."""

    def __init__(
        self, message: str, *, line: int | None = None, heading: str | None = None, nearest: str | None = None
    ) -> None:
        super().__init__(message)
        self.line = line
        self.heading = heading
        self.nearest = nearest


class MappingUnfit(RosterUnreadable):
    """The column mapping is at fault: by itself, or for this file."""


def text_of(content: bytes) -> str:
    """The file's text. Raises RosterUnreadable if it is too large or not UTF-8."""
    _check_size(len(content))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RosterUnreadable(f"line {line} is not UTF-8: save the file as UTF-8", line=line) from None


def plain(text: str) -> str:
    """The text without its byte order mark. Raises RosterUnreadable if it is too large."""
    _check_size(len(text.encode("utf-8", "surrogatepass")))
    return text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")


def check_count(lines: int) -> None:
    """Raises RosterUnreadable for more people than one file may hold."""
    if lines > MAX_LINES:
        raise RosterUnreadable(f"the file has more than {MAX_LINES:,} lines: split it")


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise RosterUnreadable(f"the file has {size:,} bytes; at most {MAX_BYTES:,} are read: split it")
