"""What was looked at, what was found, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is."""

    FINE = "fine"
    WARNING = "warning"
    """It works; something may be lost, or be late, when something else happens."""
    BROKEN = "broken"
    """Something does not work now."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    where: str
    """The settings, a server, or a service by its name."""
    what: str
    severity: Severity
    found: str
    advice: str = ""
    """What to do; empty where nothing is to be done."""


def fine(where: str, what: str, found: str) -> Finding:
    """All is as it should be."""
    return Finding(where, what, Severity.FINE, found)


def warning(where: str, what: str, found: str, advice: str) -> Finding:
    """It works now."""
    return Finding(where, what, Severity.WARNING, found, advice)


def broken(where: str, what: str, found: str, advice: str) -> Finding:
    """It does not work."""
    return Finding(where, what, Severity.BROKEN, found, advice)
