"""The dashboards, one a file: each panel asks a question and links to what to do when the answer is bad."""

from deploy.monitoring.boards.cycles import CYCLES
from deploy.monitoring.boards.events import EVENTS
from deploy.monitoring.boards.infrastructure import INFRASTRUCTURE
from deploy.monitoring.boards.network import NETWORK
from deploy.monitoring.boards.organisation import ONE_ORGANISATION
from deploy.monitoring.boards.service import ONE_SERVICE

BOARDS = (NETWORK, ONE_SERVICE, ONE_ORGANISATION, EVENTS, CYCLES, INFRASTRUCTURE)

__all__ = ["BOARDS"]
