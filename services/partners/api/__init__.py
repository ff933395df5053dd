"""Partners over HTTP."""

from fastapi import APIRouter

from services.partners.api.agreements import router as agreements
from services.partners.api.credentials import router as credentials
from services.partners.api.organisations import router as organisations

router = APIRouter(prefix="/v1")
router.include_router(organisations)
router.include_router(agreements)
router.include_router(credentials)
