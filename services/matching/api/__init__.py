"""Matching over HTTP."""

from services.chassis.http.routing import joined
from services.matching.api.cycles import of_all_programmes
from services.matching.api.cycles import router as cycles
from services.matching.api.enrolments import router as enrolments
from services.matching.api.informal import router as informal
from services.matching.api.left_out import router as left_out
from services.matching.api.mentorships import router as mentorships
from services.matching.api.places import router as places
from services.matching.api.programmes import router as programmes
from services.matching.api.readiness import router as readiness
from services.matching.api.receipts import found_by_id
from services.matching.api.receipts import router as receipts
from services.matching.api.results import router as results
from services.matching.api.rulings import router as rulings
from services.matching.api.watching import router as watching

router = joined(
    "/v1",
    programmes,
    enrolments,
    rulings,
    cycles,
    watching,
    results,
    left_out,
    receipts,
    of_all_programmes,
    found_by_id,
    informal,
    mentorships,
    places,
    readiness,
)
