"""Partners over HTTP."""

from services.chassis.http.routing import joined
from services.partners.api.agreements import router as agreements
from services.partners.api.credentials import router as credentials
from services.partners.api.erasures import router as erasures
from services.partners.api.organisations import router as organisations

router = joined("/v1", organisations, agreements, credentials, erasures)
