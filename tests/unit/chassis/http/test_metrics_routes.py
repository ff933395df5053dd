from collections.abc import Iterator

import httpx
import pytest
from fastapi import APIRouter
from prometheus_client import Counter

from services.chassis.http.documents import Mounted, make_app
from services.chassis.observability.catalogue import ORGANISATION, REGISTRY
from services.chassis.observability.health import Health
from services.chassis.settings import load_settings
from tests.unit.chassis.http.stage import Stage, client_of

STAGE = Stage()
TOKENS = ("the-newer-of-two-tokens", "the-older-of-two-tokens")
PROBLEMS = "https://mentormesh.example/problems/"


@pytest.fixture
def counted() -> Iterator[None]:
    """Something of an organisation."""
    counter = Counter("mentormesh_organisation_tests", "…", ("service", ORGANISATION), registry=REGISTRY)
    counter.labels("tested", "north").inc()
    yield
    REGISTRY.unregister(counter)


@pytest.mark.usefixtures("counted")
async def test_what_is_by_organisation_is_for_whoever_has_a_token() -> None:
    settings = load_settings(metrics_tokens=",".join(TOKENS))
    app = make_app("Tested", [Mounted(STAGE, APIRouter())], settings=settings, health=Health())
    async with client_of(app) as client:

        async def asked(shown: str | None = None) -> httpx.Response:
            return await client.get("/metrics", headers={"Authorization": shown} if shown else None)

        assert "north" not in (await asked()).text
        assert "mentormesh_http_requests_total" in (await asked()).text
        for token in TOKENS:
            told = (await asked(f"Bearer {token}")).text
            assert 'mentormesh_organisation_tests_total{organisation="north",service="tested"} 1.0' in told
            assert "mentormesh_http_requests_total" in told
        for wrong in ("Bearer the-newer-of-two-token", "Basic the-newer-of-two-tokens", "Bearer mm_key"):
            refused = await asked(wrong)
            assert (refused.status_code, refused.json()["type"]) == (401, f"{PROBLEMS}metrics-token-wrong")
            assert refused.headers["WWW-Authenticate"].startswith("Bearer ")
