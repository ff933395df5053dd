"""The runbooks: one page for each thing that can be wrong, in docs/runbooks, and as a dashboard beside the others.

So whoever looks at a panel has them at hand, wherever Grafana runs and whatever is published.
"""

from functools import cache
from pathlib import Path

DIRECTORY = Path(__file__).parents[2] / "docs" / "runbooks"
UID = "mentormesh-runbooks"
OVERVIEW = "README"


@cache
def names() -> tuple[str, ...]:
    """All runbooks, in the order in which they stand on the dashboard."""
    return tuple(sorted(path.stem for path in DIRECTORY.glob("*.md") if path.stem != OVERVIEW))


def text(name: str) -> str:
    """The page, in Markdown."""
    return (DIRECTORY / f"{name}.md").read_text(encoding="utf-8")


def title(name: str) -> str:
    """Its first heading."""
    return text(name).partition("\n")[0].removeprefix("# ")


def number(name: str) -> int:
    """Of its panel. Raises ValueError for a runbook that is not there."""
    return names().index(name) + 1


def address(name: str) -> str:
    """Where Grafana shows it, on Grafana itself."""
    return f"/d/{UID}?viewPanel={number(name)}"
