import re

import pytest
from fastapi import APIRouter

from mentormesh_contracts.topics import PEOPLE
from services.chassis.asyncapi import Speaker, asyncapi_document
from services.chassis.http.documents import Mounted, make_app
from services.chassis.http.markup import element, framed, table
from services.chassis.observability.health import Health
from tests.unit.chassis.http.stage import Stage, client_of

STAGE = Stage()
DOCUMENT = asyncapi_document([Speaker("tested", publishes=(PEOPLE,))])
APP = make_app(
    "Tested <b>", [Mounted(STAGE, APIRouter(), "A & B.")], settings=STAGE.settings, health=Health(), asyncapi=DOCUMENT
)
QUIET = make_app("Quiet", [Mounted(STAGE, APIRouter())], settings=STAGE.settings, health=Health())


@pytest.mark.parametrize("path", ["/", "/docs", "/asyncapi"])
async def test_pages_fetch_nothing_from_elsewhere(path: str) -> None:
    async with client_of(APP) as client:
        page = await client.get(path)
        assert page.headers["content-type"].startswith("text/html")
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", page.text)
        for asset in re.findall(r"(?:src|href)=\"(docs/assets/[^\"]+)\"", page.text):
            assert (await client.get(f"/{asset}")).status_code == 200


async def test_pages_run_no_script_of_their_own() -> None:
    async with client_of(APP) as client:
        for path in ("/", "/docs", "/asyncapi"):
            assert not re.search(r"<script(?! src=)|<style|\son\w+=", (await client.get(path)).text)


async def test_the_front_page_leads_everywhere() -> None:
    async with client_of(APP) as client:
        page = (await client.get("/")).text
        doors = re.findall(r'<a href="([^"]+)"', page)
        assert doors == ["docs", "openapi.json", "asyncapi", "asyncapi.json", "health/ready", "metrics"]
        assert {(await client.get(f"/{door}")).status_code for door in doors} == {200}
    assert "A &amp; B." in page
    assert "Tested &lt;b&gt;" in page


async def test_without_events_there_is_no_page_of_them() -> None:
    async with client_of(QUIET) as client:
        assert "asyncapi" not in (await client.get("/")).text
        assert (await client.get("/asyncapi")).status_code == 404


async def test_only_assets_are_served() -> None:
    async with client_of(APP) as client:
        for name in ("nothing.css", "..%2Fsite.py", "docs.html"):
            assert (await client.get(f"/docs/assets/{name}")).status_code == 404


async def test_metrics_are_served_in_prometheus_format() -> None:
    async with client_of(APP) as client:
        await client.get("/")
        exposed = await client.get("/metrics")
    assert exposed.headers["content-type"].startswith("text/plain")
    assert "mentormesh_http_requests_total{" in exposed.text


def test_markup_is_escaped_and_nests() -> None:
    assert element("p", "<", element("b", "&"), class_='"') == '<p class="&quot;">&lt;<b>&amp;</b></p>'
    assert "<td>&lt;script&gt;</td>" in table(["a"], [["<script>"]])
    assert "<title>&lt;</title>" in framed("<")
