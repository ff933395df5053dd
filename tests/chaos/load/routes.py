"""Which service answers which path, as a gateway before the services would know."""

import re

ROUTES: tuple[tuple[str, str], ...] = (
    (r"/v1/operations/(?P<named>[a-z]+)/", ""),
    (r"/v1/(organisations|agreements|credentials)", "partners"),
    (r"/v1/people/[^/]+/(busy-times|calendar)", "scheduling"),
    (r"/v1/people/[^/]+/scores", "feedback"),
    (r"/v1/people", "profile"),
    (r"/v1/mentorships/[^/]+/sessions", "scheduling"),
    (r"/v1/mentorships/[^/]+/(goals|introductions|problems-solved|health|report)", "feedback"),
    (r"/v1/(mentorships|programmes|places|cycles)", "matching"),
    (r"/v1/sessions/[^/]+/feedback", "feedback"),
    (r"/v1/sessions", "scheduling"),
    (r"/v1/(goals|feedback|instruments|reports|risks)", "feedback"),
)


def service_for(path: str) -> str:
    """The service's name. Raises LookupError."""
    for pattern, service in ROUTES:
        if found := re.match(pattern, path):
            return service or found["named"]
    raise LookupError(path)
