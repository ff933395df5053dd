"""The log of the services, for people: its last lines without the JSON."""

from pathlib import Path

import orjson

LINES = 12


def told_at_last(log: Path, lines: int = LINES) -> list[str]:
    """The last lines, each in short; none if there is no log."""
    if not log.exists():
        return []
    return [_in_short(line) for line in log.read_text(errors="replace").splitlines()[-lines:] if line.strip()]


def _in_short(line: str) -> str:
    try:
        told = orjson.loads(line)
    except orjson.JSONDecodeError:
        return line
    if not isinstance(told, dict):
        return line
    what = told.pop("event", "")
    rest = " ".join(f"{name}={value}" for name, value in told.items() if name not in ("timestamp", "exception"))
    return f"{what} {rest} {str(told.get('exception', '')).strip().rpartition(chr(10))[2]}".strip()
