from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi import APIRouter
from httpx import Response
from hypothesis import given
from hypothesis import strategies as st

from services.chassis.http.pages import Cursor, Page, PageQuery
from services.chassis.http.problems import CursorMalformed
from tests.unit.chassis.http.stage import NOON, app_of, client_of

router = APIRouter()
VALUES = (
    st.none() | st.integers(-(2**53), 2**53) | st.text(max_size=40) | st.floats(allow_nan=False, allow_infinity=False)
)


@router.get("/list")
async def listed(page: PageQuery) -> Page[int]:
    known = repr((page.limit, page.after, page.updated_since))
    return Page(items=[page.limit], next=known if page.after or page.updated_since else None)


async def get(**query: Any) -> Response:
    async with client_of(app_of(router)) as client:
        return await client.get("/list", params=query)


@given(VALUES | st.datetimes(timezones=st.just(UTC)), st.text(min_size=1, max_size=60))
def test_a_cursor_comes_back_as_it_went(value: Any, id: str) -> None:
    assert Cursor.decode(Cursor(value, id).encode()) == Cursor(value, id)


@given(st.data())
def test_a_cursor_that_was_changed_is_known(data: st.DataObject) -> None:
    text = Cursor(NOON, "01a2").encode()
    place = data.draw(st.integers(0, len(text) - 2))
    other = data.draw(st.sampled_from("abcXYZ019-_.=").filter(lambda letter: letter != text[place]))
    with pytest.raises(CursorMalformed):
        Cursor.decode(text[:place] + other + text[place + 1 :])


@given(st.text(max_size=100))
def test_what_was_never_a_cursor_is_known(text: str) -> None:
    with pytest.raises(CursorMalformed):
        Cursor.decode(text)


async def test_a_page_is_fifty_items_unless_it_is_said() -> None:
    assert (await get()).json() == {"items": [50], "next": None}
    assert (await get(limit=200)).json()["items"] == [200]


@pytest.mark.parametrize("limit", [0, 201, "many"])
async def test_a_page_has_its_limits(limit: object) -> None:
    answer = await get(limit=limit)
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "limit")


async def test_a_cursor_reaches_the_route() -> None:
    cursor = Cursor(datetime(2026, 1, 2, tzinfo=UTC), "id-7")
    assert repr(cursor) in (await get(after=cursor.encode())).json()["next"]


async def test_a_false_cursor_is_a_problem_that_names_it() -> None:
    answer = await get(after="abc")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "after")


async def test_a_time_needs_its_offset() -> None:
    assert (await get(updated_since="2026-01-01T00:00:00")).status_code == 422
    assert (await get(updated_since="2026-01-01T00:00:00Z")).status_code == 200
