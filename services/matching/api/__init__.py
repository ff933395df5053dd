"""Matching over HTTP."""

from fastapi import APIRouter

from services.matching.api.cycles import router as cycles
from services.matching.api.enrolments import router as enrolments
from services.matching.api.informal import router as informal
from services.matching.api.mentorships import router as mentorships
from services.matching.api.places import router as places
from services.matching.api.programmes import router as programmes
from services.matching.api.watching import router as watching

router = APIRouter(prefix="/v1")
router.include_router(programmes)
router.include_router(enrolments)
router.include_router(cycles)
router.include_router(watching)
router.include_router(informal)
router.include_router(mentorships)
router.include_router(places)
