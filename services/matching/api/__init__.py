"""Matching over HTTP."""

from services.chassis.http.routing import joined
from services.matching.api.cycles import router as cycles
from services.matching.api.enrolments import router as enrolments
from services.matching.api.informal import router as informal
from services.matching.api.mentorships import router as mentorships
from services.matching.api.places import router as places
from services.matching.api.programmes import router as programmes
from services.matching.api.watching import router as watching

router = joined("/v1", programmes, enrolments, cycles, watching, informal, mentorships, places)
