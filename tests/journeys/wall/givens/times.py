"""Moments, as they are said in a request."""

from tests.journeys.wall.home import Home


def spoken(home: Home) -> str:
    """Another hour of the days to come, as RFC 3339 has it."""
    return home.later().isoformat()
