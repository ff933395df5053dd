"""For every check, networks in which just that went wrong."""

from tests.unit.cli.verify.planted import events, matches, meetings, privacy
from tests.unit.cli.verify.planted.plant import PLANTED, Planted

__all__ = ["PLANTED", "Planted", "events", "matches", "meetings", "privacy"]
