"""The routes, a file a business act."""

from services.chassis.http.routing import joined
from services.feedback.api import feedback, goals, health, instruments, records, reports, scores

PARTS = (goals, records, feedback, instruments, scores, health, reports)
router = joined("/v1", *(part.router for part in PARTS))
