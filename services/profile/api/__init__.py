"""Profile over HTTP."""

from services.chassis.http.routing import joined
from services.profile.api.erasing import router as erasing
from services.profile.api.imports import router as imports
from services.profile.api.people import router as people
from services.profile.api.readiness import router as readiness
from services.profile.api.standing import router as standing

router = joined("/v1", imports, people, standing, erasing, readiness)
