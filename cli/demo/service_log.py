"""The log of the services, for people: what matters of its last lines, without the JSON."""

from pathlib import Path
from typing import Any

import orjson

LINES = 12
ALL_IS_WELL = ("debug", "info")
LEFT_OUT = ("event", "level", "logger", "timestamp", "service", "exception", "color_message", "correlation_id")


def told_at_last(log: Path, lines: int = LINES) -> list[str]:
    """The last lines that tell of trouble, each in short; none if there is no log."""
    if not log.exists():
        return []
    entries = (_entry(line) for line in log.read_text(errors="replace").splitlines() if line.strip())
    return [_in_short(entry) for entry in entries if entry.get("level") not in ALL_IS_WELL][-lines:]


def _entry(line: str) -> dict[str, Any]:
    """What is no JSON comes from before there was a log, or from below it: always of interest."""
    try:
        entry = orjson.loads(line)
    except orjson.JSONDecodeError:
        entry = None
    return entry if isinstance(entry, dict) else {"event": line}


def _in_short(entry: dict[str, Any]) -> str:
    facts = [f"{name}={value}" for name, value in entry.items() if name not in LEFT_OUT]
    last_of_trace = str(entry.get("exception", "")).strip().rpartition("\n")[2]
    return " ".join(filter(None, (str(entry.get("event", "")), *facts, last_of_trace)))
