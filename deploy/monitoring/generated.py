"""Every file that is made from here, with its text."""

from collections.abc import Iterator
from pathlib import Path

from deploy.monitoring import runbooks
from deploy.monitoring.alerts import rule_files
from deploy.monitoring.boards import BOARDS
from deploy.monitoring.drawing import drawn
from deploy.monitoring.reading import drawn_runbooks

FILES = Path("deploy/chart/mentormesh/files")
"""A chart knows no file beyond itself; compose takes them from there."""


def generated() -> Iterator[tuple[Path, str]]:
    """Their places in the checkout."""
    for board in BOARDS:
        yield FILES / "dashboards" / f"{board.uid}.json", drawn(board)
    yield FILES / "dashboards" / f"{runbooks.UID}.json", drawn_runbooks()
    for name, text in rule_files().items():
        yield FILES / "rules" / name, text
