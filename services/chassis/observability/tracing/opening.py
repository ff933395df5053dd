"""Turns tracing on, if the settings say so."""

from services.chassis.observability.logs import get_logger
from services.chassis.observability.tracing.tracing import NO_TRACING, Tracing
from services.chassis.settings import Settings
from services.chassis.settings_wrong import PREFIX, SettingsWrong, without_password

log = get_logger(__name__)
PATH = "/v1/traces"


def open_tracing(settings: Settings) -> Tracing:
    """The tracing of this process; where it is off, nothing of OpenTelemetry is imported for it.

    Raises SettingsWrong if it is on and the extra is not installed.
    """
    if not settings.tracing_url:
        return NO_TRACING
    shown = without_password(settings.tracing_url)
    try:
        from services.chassis.observability.tracing.otlp import Encoder
    except ImportError as error:
        missing = f"tracing needs the extra `tracing` (pip install 'mentormesh[tracing]'): {error}"
        raise SettingsWrong(f"{PREFIX}TRACING_URL is {shown!r}: {missing}") from None
    # With tracing off there is no need for a client either.
    from services.chassis.observability.tracing.exported import Exported
    from services.chassis.observability.tracing.sending import Sender

    sender = Sender(endpoint(settings.tracing_url), Encoder().request, shown=shown)
    sender.start()
    log.info("traces are sent", to=shown, share=settings.tracing_share)
    return Exported(sender, settings.tracing_share)


def endpoint(url: str) -> str:
    """Where spans go: an address without a path gets the usual one."""
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("/")
    return f"{scheme}://{host}/{path}" if path else f"{scheme}://{host}{PATH}"
