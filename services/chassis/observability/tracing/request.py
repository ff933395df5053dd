"""The span around a request, as OpenTelemetry's conventions have it. Never its address, which may name people."""

from functools import lru_cache

from services.chassis.observability.tracing.span import Attributes, Kind, Span

LOOKED_AT = ("/health/", "/metrics")
"""What orchestrators and scrapers ask for every few seconds is no part of any trace."""
FAULT = 500


def is_traced(path: str) -> bool:
    """Whether a request for this path is work for somebody."""
    return not path.startswith(LOOKED_AT)


def request_span(
    service: str,
    place: str,
    parent: str | None,
    times: tuple[int, int],
    *,
    method: str | None,
    route: str | None,
    scheme: str,
    status: int,
) -> Span:
    """Of a request that was answered.

    `method` is None where it is none that is known, `route` is the template of the route, None where none matched.
    """
    name = " ".join(filter(None, (method or "HTTP", route)))
    failed = status >= FAULT
    return Span(
        service,
        name,
        Kind.SERVER,
        place,
        parent,
        *times,
        attributes=_attributes(method or "_OTHER", route, scheme, status, failed),
        failed=failed,
    )


@lru_cache(maxsize=1024)
def _attributes(method: str, route: str | None, scheme: str, status: int, failed: bool) -> Attributes:
    about: list[tuple[str, str | int]] = [("http.request.method", method), ("url.scheme", scheme)]
    if route is not None:
        about.append(("http.route", route))
    about.append(("http.response.status_code", status))
    if failed:
        about.append(("error.type", str(status)))
    return tuple(about)
