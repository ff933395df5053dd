"""The routes, a file a business act."""

from fastapi import APIRouter

from services.feedback.api import feedback, goals, health, instruments, records, reports, scores

router = APIRouter(prefix="/v1")
for part in (goals, records, feedback, instruments, scores, health, reports):
    router.include_router(part.router)
