"""What the document promises, tried with whatever fits it and whatever does not: no crash, and answers as promised."""

import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import httpx
import pytest
import requests
import schemathesis
from hypothesis import given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.specs.openapi.schemas import OpenApiSchema

from tests.journeys.support.chance import FEW
from tests.journeys.support.network import Network
from tests.journeys.wall.givens import GIVENS
from tests.journeys.wall.home import Home
from tests.journeys.wall.row import ForOperators, Ids, Theirs, filled
from tests.journeys.wall.table import TABLE

FITTING, UNFITTING = 5, 3
"""How many examples of either."""
ROWS = [
    row
    for row in TABLE
    # Operators' routes are the same five times; and a clock that is moved carries all else away.
    if "/operations/" not in row.route or ("/matching/" in row.route and not row.route.endswith("/advance"))
]
LIMITS = settings(FEW, max_examples=FITTING)
load_all_checks()
PROMISES: list[Any] = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
    )
]


@dataclass
class Fuzz:
    """Sends what chance wants, about things that exist."""

    home: Home
    schema: OpenApiSchema
    session: requests.Session
    urls: Iterator[str]

    def send(self, case: Case[Any], key: str) -> None:
        """Send it, and hold the answer against the document."""
        headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": str(uuid.uuid4())}
        headers |= self.home.network.seen.headers()
        while (answer := case.call(base_url=next(self.urls), headers=headers, session=self.session)).status_code == 503:
            time.sleep(0.1)
        case.validate_response(answer, checks=PROMISES)

    def about(self, row: Any) -> tuple[Ids, str]:
        """Ids of what the row is about, and the key of its owner."""
        if isinstance(row, Theirs):
            given = self.home.given(GIVENS[row.given], fresh=not row.is_read)
            return given.ids, given.owner.key
        party = self.home.network.operator if isinstance(row, ForOperators) else self.home.alder
        return {"instrument_id": "session-reflection:1"}, party.key


@pytest.fixture(scope="module")
def fuzz(network: Network) -> Iterator[Fuzz]:
    """An organisation of its own, with something of every kind."""
    document = httpx.get(f"{network.replicas[0].url}/openapi.json").json()
    urls = cycle(replica.url for replica in network.replicas)
    with requests.Session() as session:
        yield Fuzz(Home(network), schemathesis.openapi.from_dict(without_headers(document)), session, urls)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.route)
def test_it_is_as_the_document_says(fuzz: Fuzz, row: Any) -> None:
    method, path = row.route.split()
    operation = fuzz.schema[path][method]
    known, key = fuzz.about(row)
    said = {**known, **filled(row.body or {}, known)} if isinstance(row, Theirs) else {}

    @LIMITS
    @given(operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def what_fits(case: Case[Any]) -> None:
        for place, knows in ((case.path_parameters, known), (case.query, known), (case.body, said)):
            if isinstance(place, dict):
                place.update({name: knows[name] for name in place.keys() & knows.keys()})
        fuzz.send(case, key)

    @settings(LIMITS, max_examples=UNFITTING)
    @given(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def what_does_not(case: Case[Any]) -> None:
        fuzz.send(case, key)

    what_fits()
    if operation.definition.raw.get("parameters") or operation.body:
        what_does_not()


def without_headers(document: dict[str, Any]) -> dict[str, Any]:
    """The document without headers, which are tried by themselves: making up keys takes longer than all else."""
    document["components"].pop("securitySchemes", None)
    for operations in document["paths"].values():
        for operation in operations.values():
            operation.pop("security", None)
            operation["parameters"] = [each for each in operation.get("parameters", []) if each["in"] != "header"]
    return document
