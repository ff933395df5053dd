"""Scheduling over HTTP."""

from fastapi import APIRouter

from services.scheduling.api.busy_times import router as busy_times
from services.scheduling.api.calendars import router as calendars
from services.scheduling.api.outcomes import router as outcomes
from services.scheduling.api.sessions import router as sessions

router = APIRouter(prefix="/v1")
router.include_router(sessions)
router.include_router(outcomes)
router.include_router(calendars)
router.include_router(busy_times)
