"""How tests are shared out among worker processes, when there are several (`pytest -n 3`).

A module stays in one piece, since its tests share the service that they started, and so do all journeys, since they
share a running network; some start one of their own. What waits longest begins first, so that in the end
nobody waits for it alone.
"""

from xdist.scheduler import LoadScopeScheduling

ORDER = ("journeys", "chaos", "integration")
TOGETHER = "tests/journeys/"
APART = {f"tests/journeys/test_{name}.py" for name in ("demo", "dashboards", "alerts")}


def place_in_the_queue(folder: str) -> int:
    """When the tests of a folder begin, from 0."""
    return ORDER.index(folder) if folder in ORDER else len(ORDER)


class BySharedFixtures(LoadScopeScheduling):  # type: ignore[misc]
    """Gives whole modules to workers, in the order in which they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return TOGETHER if module.startswith(TOGETHER) and module not in APART else module
