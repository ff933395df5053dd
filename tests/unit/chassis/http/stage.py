"""A service that is nothing but what HTTP needs of one, and an app of such services to send requests to."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, FastAPI
from httpx import ASGITransport, AsyncClient

from mentormesh_contracts.vocabulary import Scope
from services.chassis.clock import Clock
from services.chassis.http.documents import Mounted, make_app
from services.chassis.http.keys import KeyRing, new_signing_key
from services.chassis.http.limits import RateLimits
from services.chassis.http.revocations import Revocations
from services.chassis.observability.health import Health
from services.chassis.settings import Settings, load_settings

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SIGNING_KEY = new_signing_key()


@dataclass
class Stage:
    name: str = "tested"
    settings: Settings = field(default_factory=lambda: load_settings(rate_limit_per_minute=1000))
    clock: Clock = field(default_factory=lambda: Clock(settable=True, source=lambda: NOON))
    keys: KeyRing = field(default_factory=lambda: KeyRing(SIGNING_KEY))
    revocations: Revocations = field(default_factory=Revocations)
    limits: RateLimits = field(init=False)

    def __post_init__(self) -> None:
        self.limits = RateLimits.of(self.name, self.settings)

    def key(self, *scopes: Scope, organisation: str = "org-1", id: str = "key-1", days: int = 1) -> str:
        return self.keys.issue(id, organisation, scopes, NOON, NOON + timedelta(days=days))


def app_of(router: APIRouter, stage: Stage | None = None) -> FastAPI:
    stage = stage or Stage()
    return make_app("Tested", [Mounted(stage, router, "Only for tests.")], settings=stage.settings, health=Health())


def client_of(app: FastAPI, key: str | None = None) -> AsyncClient:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return AsyncClient(transport=ASGITransport(app), base_url="http://here", headers=headers)
