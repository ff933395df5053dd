"""Scheduling over HTTP."""

from services.chassis.http.routing import joined
from services.scheduling.api.busy_times import router as busy_times
from services.scheduling.api.calendars import router as calendars
from services.scheduling.api.outcomes import router as outcomes
from services.scheduling.api.sessions import router as sessions

router = joined("/v1", sessions, outcomes, calendars, busy_times)
