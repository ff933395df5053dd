"""Ids of others in bodies, in filters and in cursors: whoever names them learns nothing and gets nothing."""

import re
from collections.abc import Mapping
from functools import partial

import pytest

from tests.journeys.support.at_once import at_once
from tests.journeys.support.network import Network
from tests.journeys.support.openapi import Route, routes_of
from tests.journeys.support.party import problem
from tests.journeys.test_tenant_wall import as_told
from tests.journeys.wall.givens import GIVENS
from tests.journeys.wall.home import Home
from tests.journeys.wall.naming import NAMES_NOTHING_OF_OTHERS, NAMINGS, Naming, names_something
from tests.journeys.wall.neighbour import neighbour
from tests.journeys.wall.row import Ids, Listing, Theirs, absent, filled
from tests.journeys.wall.table import LISTINGS, TABLE

LISTS = {row.route: row for row in TABLE if isinstance(row, Theirs | Listing)}


@pytest.fixture(scope="session")
def neighbours(home: Home) -> Mapping[str, Ids]:
    """What Birch and Cedar have of their own."""
    return {party.id: neighbour(party) for party in (home.birch, home.cedar)}


def test_every_field_that_names_something_is_tried(network: Network) -> None:
    fields = {
        (anonymous(route.name), field)
        for route in routes_of(network.replicas[0].url)
        for field in names_something(route.body)
        if "/operations/" not in route.name
    }
    tried = {(anonymous(row.route), row.field) for row in NAMINGS}
    assert fields == tried | NAMES_NOTHING_OF_OTHERS.keys()


@pytest.mark.parametrize("row", NAMINGS, ids=lambda row: row.id)
def test_naming_what_is_anothers_is_naming_nothing(home: Home, neighbours: Mapping[str, Ids], row: Naming) -> None:
    given = home.given(GIVENS[row.given], fresh=False).ids
    nothing = absent(given)
    for party in (home.birch, home.cedar):
        own = neighbours[party.id]
        method, path = row.route.format_map(own).split()
        calls = [partial(party.ask, method, path, filled(row.body, {**own, **ids})) for ids in (given, nothing)]
        found, missing = at_once(calls)
        assert found.status_code in (404, 422) or "unknown" in found.text
        assert as_told(found, given) == as_told(missing, nothing)


def test_a_programme_is_shared_by_its_own_organisation_alone(home: Home) -> None:
    forger, friend = home.network.joined("Forger"), home.network.joined("Friend")
    for party in (forger, friend):
        home.network.watch.show(party.id, home.own, home.shared)
    home.network.agree(forger, friend, gives={"programmes": [home.own, home.shared]})
    home.network.agree(home.birch, friend, gives={"programmes": [home.shared]})
    for id in (home.own, home.shared):
        assert problem(friend.ask("GET", f"/v1/programmes/{id}")) == (404, "unknown")
    assert friend.all("/v1/programmes") == []


def lists(network: Network) -> list[Route]:
    return [route for route in routes_of(network.replicas[0].url) if route.name in LISTS and route.is_list]


def test_lists_hold_what_is_for_whoever_asks_alone(home: Home, neighbours: Mapping[str, Ids]) -> None:
    everything(home)
    for row in LISTINGS:
        for party in (home.birch, home.cedar):
            assert party.ask(*row.route.split(), limit=200).is_success, "the party looks through every answer by itself"


def test_filters_by_anothers_ids_find_nothing(home: Home) -> None:
    ids = everything(home)
    for route in lists(home.network):
        for name in names_something(route.query):
            path = route.name.split()[1]
            assert home.alder.get(path, **{name: ids[name]})["items"], f"{path} by {name} finds nothing at all"
            for party in (home.birch, home.cedar):
                assert party.get(path, **{name: ids[name]}) == {"items": [], "next": None}


def test_a_report_about_anothers_programme_is_a_report_about_nothing(home: Home) -> None:
    ids = everything(home)
    assert home.alder.get("/v1/reports", programme_id=ids["programme_id"])["progress"]["sessions_held"] > 0
    for party in (home.birch, home.cedar):
        told = party.get("/v1/reports", programme_id=ids["programme_id"])
        nothing = party.get("/v1/reports", programme_id="none")
        assert {**told, "programme_id": None} == {**nothing, "programme_id": None}


def test_anothers_cursor_shows_ones_own_things_alone(home: Home, neighbours: Mapping[str, Ids]) -> None:
    everything(home)
    for route in lists(home.network):
        row = LISTS[route.name]
        ids = home.given(GIVENS[row.given], fresh=False).ids if isinstance(row, Theirs) else {}
        path = route.name.split()[1].format_map(ids)
        cursor = home.alder.get(path, limit=1)["next"]
        assert cursor, f"{path} has too little for a second page"
        for party in (home.birch, home.cedar):
            answer = party.ask("GET", path, after=cursor, limit=200)
            assert answer.status_code == (404 if ids else 200), answer.text


def everything(home: Home) -> Ids:
    """Ids of things that lists of Alder's are filtered by."""
    ids: dict[str, str] = {}
    for name in ("key", "risks", "session", "cycle", "person", "answers"):
        ids |= home.given(GIVENS[name], fresh=False).ids
    return ids


def anonymous(route: str) -> str:
    """Without the names of the ids in its path."""
    return "".join("{}" if each.startswith("{") else each for each in re.split(r"(\{\w+\})", route))
