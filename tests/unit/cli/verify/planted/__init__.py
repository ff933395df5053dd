"""For every check, networks in which just that went wrong."""

from tests.unit.cli.verify.planted import answers, events, matches, meetings, privacy
from tests.unit.cli.verify.planted.plant import PLANTED, Planted

__all__ = ["PLANTED", "Planted", "answers", "events", "matches", "meetings", "privacy"]
