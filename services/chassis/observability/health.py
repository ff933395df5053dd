"""Health: named checks, each fine or with a reason, and the two answers that an orchestrator asks for."""

from collections.abc import Callable
from dataclasses import dataclass, field

from fastapi import APIRouter
from starlette.responses import JSONResponse

Check = Callable[[], str | None]
"""None: fine. Otherwise why not. It answers from memory, at once."""


@dataclass(slots=True)
class Health:
    """What a process checks of itself.

    Not ready: no traffic, please. Stuck: only a restart helps, so the process is not live any more either.
    """

    _checks: dict[str, Check] = field(default_factory=dict)
    _stuck: dict[str, Check] = field(default_factory=dict)

    def add(self, name: str, check: Check, *, stuck: bool = False) -> None:
        """Register a check. Raises ValueError if the name is taken."""
        if name in self._checks or name in self._stuck:
            raise ValueError(f"there is a check named {name} already")
        (self._stuck if stuck else self._checks)[name] = check

    def reasons_not_live(self) -> dict[str, str]:
        """Why a restart is needed; empty if it is not."""
        return _reasons(self._stuck)

    def reasons_not_ready(self) -> dict[str, str]:
        """Why the process cannot work now; empty if it can."""
        return _reasons(self._checks | self._stuck)


def _reasons(checks: dict[str, Check]) -> dict[str, str]:
    return {name: reason for name, check in checks.items() if (reason := _ask(check)) is not None}


def _ask(check: Check) -> str | None:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - a broken check is a reason, not a crash of the probe
        return f"the check failed: {error!r}"[:200]


def health_routes(health: Health) -> APIRouter:
    """`/health/live` and `/health/ready`."""
    router = APIRouter(prefix="/health", include_in_schema=False)

    @router.get("/live")
    async def live() -> JSONResponse:
        return _answer("live", health.reasons_not_live())

    @router.get("/ready")
    async def ready() -> JSONResponse:
        return _answer("ready", health.reasons_not_ready())

    return router


def _answer(state: str, reasons: dict[str, str]) -> JSONResponse:
    body = {"status": f"not {state}" if reasons else state, "reasons": reasons}
    return JSONResponse(body, 503 if reasons else 200, {"Cache-Control": "no-store"})
