"""Profile over HTTP."""

from fastapi import APIRouter

from services.profile.api.imports import router as imports
from services.profile.api.people import router as people
from services.profile.api.readiness import router as readiness
from services.profile.api.standing import router as standing

router = APIRouter(prefix="/v1")
router.include_router(imports)
router.include_router(people)
router.include_router(standing)
router.include_router(readiness)
