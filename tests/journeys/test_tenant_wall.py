"""Every route, asked by those whom it does not concern.

The table in `wall/` has a row for each route of the running process. What is one organisation's answers to all others
exactly as if it did not exist; the same request, by its owner, is done right after. And no answer that anybody gets,
here or in any other journey, may hold a word that is not for them: see `support/watch.py`.
"""

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import Any

import httpx
import pytest

from tests.journeys.support.at_once import at_once
from tests.journeys.support.network import METRICS_TOKEN, Network
from tests.journeys.support.openapi import routes_of
from tests.journeys.support.party import Party, problem
from tests.journeys.support.people import NDJSON
from tests.journeys.support.waiting import eventually
from tests.journeys.wall.givens import GIVENS
from tests.journeys.wall.home import Home
from tests.journeys.wall.row import ForEverybody, ForOperators, Ids, Making, Theirs, absent, filled
from tests.journeys.wall.table import FOR_EVERYBODY, FOR_OPERATORS, MAKING, TABLE, THEIRS

UNLIKELY = {"If-Match": '"77"'}


def test_the_table_has_a_row_for_every_route(network: Network) -> None:
    routes = {route.name for route in routes_of(network.replicas[0].url)}
    rows = Counter(row.route for row in TABLE)
    assert rows.keys() == routes
    assert set(rows.values()) == {1}


@pytest.mark.parametrize("row", THEIRS, ids=lambda row: row.route)
def test_what_is_anothers_answers_as_if_it_did_not_exist(home: Home, row: Theirs) -> None:
    given = home.given(GIVENS[row.given], fresh=not row.is_read)
    nothing = absent(given.ids)
    calls = [
        partial(asked, party, row, ids, headers)
        for party in given.outsiders
        for headers in ({}, UNLIKELY)
        for ids in (given.ids, nothing)
    ]
    answers = at_once(calls)
    for found, missing in zip(answers[::2], answers[1::2], strict=True):
        assert problem(found) == (404, "unknown")
        assert as_told(found, given.ids) == as_told(missing, nothing)
    done = asked(given.owner, row, given.ids)
    assert done.is_success, f"{done.status_code} {done.text}"


@pytest.mark.parametrize("row", MAKING, ids=lambda row: row.route)
def test_the_same_words_make_another_one_for_another_organisation(home: Home, row: Making) -> None:
    ids = home.given(GIVENS[row.given], fresh=True).ids if row.given else {}
    method, path = row.route.split()
    home.network.watch.show(home.cedar.id, *ids.values())
    made = home.cedar.ask(method, path, filled(row.body, ids), headers=NDJSON if "imports" in path else None)
    assert made.is_success, made.text
    assert str(made.json().get("outcome", "registered")) == "registered"


@pytest.mark.parametrize("row", FOR_OPERATORS, ids=lambda row: row.route)
def test_organisations_do_not_reach_what_is_for_operators(home: Home, row: ForOperators) -> None:
    method, path = row.route.split()
    assert problem(home.birch.ask(method, path, row.body, **dict[str, Any](row.query))) == (403, "scope-missing")


@pytest.mark.parametrize("row", FOR_EVERYBODY, ids=lambda row: row.route)
def test_what_is_for_everybody_is_the_same_for_all(home: Home, row: ForEverybody) -> None:
    method, path = row.route.format(instrument_id="session-reflection:1").split()
    answers = [party.ask(method, path) for party in (home.alder, home.cedar)]
    assert answers[0].status_code == 200
    assert answers[0].json() == answers[1].json()


@pytest.mark.parametrize("path", ["/", "/metrics", "/health/live", "/health/ready", "/openapi.json", "/asyncapi.json"])
def test_what_needs_no_key_tells_of_nobody(home: Home, path: str) -> None:
    for client in home.network.clients:
        answer = client.get(path)
        assert answer.status_code == 200
        assert not home.network.watch.leaks("anybody", "", answer.text)


def test_figures_by_organisation_are_for_whoever_has_the_token(home: Home) -> None:
    for client in home.network.clients:
        answer = client.get("/metrics", headers={"Authorization": f"Bearer {home.alder.key}"})
        assert problem(answer) == (401, "metrics-token-wrong")
    watching = {"Authorization": f"Bearer {METRICS_TOKEN}"}

    def told() -> bool:
        answers = [client.get("/metrics", headers=watching).text for client in home.network.clients]
        return bool(home.network.watch.leaks("anybody", "", "".join(answers)))

    eventually(told)


def asked(party: Party, row: Theirs, ids: Ids, headers: Mapping[str, str] | None = None) -> httpx.Response:
    query = filled(row.query, ids)
    return party.ask(row.method, row.path(ids), filled(row.body, ids), headers=dict(headers or {}), **query)


def as_told(answer: httpx.Response, ids: Ids) -> Any:
    """The answer, with the names of the ids in place of them."""
    told = {name: value for name, value in answer.json().items() if name != "correlation_id"}
    text = str(told)
    for name, id in ids.items():
        text = text.replace(id, name)
    return text, sorted(set(answer.headers) - {"date"})
