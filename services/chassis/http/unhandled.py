"""The last resort: an error that nobody foresaw is logged whole and told without its insides."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.chassis.http.problems import ProblemResponse, problem, refused
from services.chassis.observability.logs import get_logger
from services.deciding import Refusal

log = get_logger(__name__)
APOLOGY = "something failed here; it was logged under this correlation id"


class Unhandled:
    """ASGI middleware that answers 500, as a problem, for whatever was raised within."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        started = False

        async def watching(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watching)
        except Exception as error:
            if started:
                raise
            await _answer(error)(scope, receive, send)


def _answer(error: Exception) -> ProblemResponse:
    if isinstance(error, Refusal):
        return refused(error)
    log.error("unhandled error in a request", exc_info=error)
    return ProblemResponse(problem("internal-error", "Internal error", 500, APOLOGY))
