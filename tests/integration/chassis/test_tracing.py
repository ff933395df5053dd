"""One trace through two services in processes of their own, with a broker and a database between them."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio

from deploy.local import Servers
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.keys import KeyRing
from services.chassis.identity import new_id
from services.chassis.settings import Settings
from tests.collector import Collector, collecting
from tests.fresh_names import FreshNames
from tests.integration.chassis.people import registered
from tests.integration.chassis.processes import ToyProcess, toy_process
from tests.integration.chassis.toy import TOY
from tests.integration.support.feed import Feed
from tests.integration.support.fresh_ids import FreshIds
from tests.integration.support.installation import install
from tests.integration.support.office import Office
from tests.integration.support.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")
COUNT = "POST /v1/tallies/{id}/count"
PEOPLE, SCORES = "mentormesh.people.v1", "mentormesh.feedback.v1"
TRACE, CALLER = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
PLACE = f"00-{TRACE}-{CALLER}-01"


@dataclass(frozen=True)
class Traced:
    """Two services that send their spans to one collector."""

    collector: Collector
    toy: ToyProcess
    listener: ToyProcess
    http: httpx.AsyncClient
    settings: Settings

    async def count(self, tally: str, **headers: str) -> httpx.Response:
        """One request."""
        headers["Idempotency-Key"] = new_id()
        return await self.http.post(f"/v1/tallies/{tally}/count", json={}, headers=headers)

    def all_spans(self, trace: str) -> list[tuple[str, Any]]:
        """Each with its service."""
        return [(service, span) for service, span in self.collector.spans() if span.trace_id.hex() == trace]

    def spans(self, trace: str) -> dict[str, tuple[str, Any]]:
        """The first of each name; transactions are named by whose they are."""
        found: dict[str, tuple[str, Any]] = {}
        for service, span in self.all_spans(trace):
            found.setdefault(f"{span.name} in {service}" if span.name == "transaction" else span.name, (service, span))
        return found

    async def gathered(self, trace: str, *names: str) -> dict[str, tuple[str, Any]]:
        """All of the trace, once those are there."""

        async def there() -> bool:
            return set(names) <= self.spans(trace).keys()

        await eventually(there)
        return self.spans(trace)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def traced(
    servers: Servers, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Traced]:
    assert settings.signing_key is not None
    now = datetime.now(UTC)
    directory = tmp_path_factory.mktemp("traced")
    key = KeyRing.of(settings).issue(new_id(), "org", frozenset(Scope), now, now + timedelta(days=1))
    with ExitStack() as stack:
        collector = stack.enter_context(collecting())
        told = {
            "MENTORMESH_SIGNING_KEY": settings.signing_key.get_secret_value(),
            "MENTORMESH_TRACING_URL": collector.url,
            "MENTORMESH_LOG_LEVEL": "DEBUG",
        }
        environment = servers.environment()
        toy = stack.enter_context(toy_process(settings, environment, directory, **told))
        listener = stack.enter_context(toy_process(settings, environment, directory, toy="listener", **told))
        url, _ = await asyncio.gather(toy.address(), listener.address())
        async with httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=60) as http:
            yield Traced(collector, toy, listener, http, settings)


async def test_one_trace_goes_from_a_request_to_its_effect_in_another_service(traced: Traced, ids: FreshIds) -> None:
    answer = await traced.count(ids.ada, traceparent=PLACE)
    assert answer.status_code == 200, answer.text

    spans = await traced.gathered(TRACE, f"process {SCORES}", f"publish {SCORES}", "transaction in mentormesh-matching")
    parents = {name: span.parent_span_id.hex() for name, (_, span) in spans.items()}
    own = {name: span.span_id.hex() for name, (_, span) in spans.items()}
    request, process = COUNT, f"process {SCORES}"
    assert parents == {
        request: CALLER,
        "transaction in mentormesh-feedback": own[request],
        f"publish {SCORES}": own[request],
        process: own[request],
        "transaction in mentormesh-matching": own[process],
    }
    assert {name: service for name, (service, _) in spans.items()} == {
        request: "mentormesh-feedback",
        "transaction in mentormesh-feedback": "mentormesh-feedback",
        f"publish {SCORES}": "mentormesh-feedback",
        process: "mentormesh-matching",
        "transaction in mentormesh-matching": "mentormesh-matching",
    }
    assert len(traced.all_spans(TRACE)) == len(spans)
    assert spans[request][1].start_time_unix_nano < spans[process][1].start_time_unix_nano
    assert ids.ada not in str([span for _, span in spans.values()])


async def test_what_a_reaction_publishes_goes_on_with_the_trace_of_what_it_heard(traced: Traced, ids: FreshIds) -> None:
    trace = "11" * 16
    async with Feed.opened(traced.settings) as feed:
        await feed.event(registered(ids.bea), 1, ("ce_traceparent", f"00-{trace}-{CALLER}-01".encode()))

    spans = await traced.gathered(trace, f"process {PEOPLE}", f"publish {SCORES}", f"process {SCORES}")
    reaction = spans[f"process {PEOPLE}"][1]
    assert reaction.parent_span_id.hex() == CALLER
    assert spans[f"process {SCORES}"][0] == "mentormesh-matching"
    assert spans[f"process {SCORES}"][1].parent_span_id == reaction.span_id
    assert spans[f"publish {SCORES}"][1].parent_span_id == reaction.span_id


async def test_the_logs_of_both_carry_it(traced: Traced) -> None:
    trace = "22" * 16
    await traced.count(f"trouble-{new_id()}", traceparent=f"00-{trace}-{CALLER}-01")
    spans = await traced.gathered(trace, f"process {SCORES}", COUNT)
    process = spans[f"process {SCORES}"][1]
    attributes = {each.key: each.value.string_value for each in process.attributes}
    assert attributes.items() >= {"mentormesh.outcome": "parked", "error.type": "failed"}.items()

    def said(of: ToyProcess) -> list[tuple[str, str]]:
        return [(entry["event"], entry["span_id"]) for entry in of.logged() if entry.get("trace_id") == trace]

    request = spans[COUNT][1]
    assert ("request answered", request.span_id.hex()) in said(traced.toy)
    assert ("record carried out", process.span_id.hex()) in said(traced.listener)


async def test_what_its_caller_does_not_sample_leaves_no_span_anywhere(traced: Traced, ids: FreshIds) -> None:
    trace, later = "33" * 16, "44" * 16
    await traced.count(ids.cleo, traceparent=f"00-{trace}-{CALLER}-00")
    await traced.count(ids.cleo, traceparent=f"00-{later}-{CALLER}-01")
    await traced.gathered(later, f"process {SCORES}")
    assert traced.spans(trace) == {}
    assert any(entry.get("trace_id") == trace for entry in traced.listener.logged())


async def test_nobody_waits_for_a_collector_that_says_nothing(servers: Servers, session_prefix: str) -> None:
    plain = await install(servers, FreshNames.next(session_prefix))
    with collecting() as silent:
        silent.takes_seconds = 30
        waited = await install(servers, FreshNames.next(session_prefix), tracing_url=silent.url)
        async with Office.opened(TOY, plain) as off, Office.opened(TOY, waited) as on:
            took: dict[Office, list[float]] = {off: [], on: []}
            for _ in range(60):
                for office, each in took.items():
                    began = time.monotonic()
                    assert (await office.post(f"/v1/tallies/{new_id()}/count", "org", {})).status_code == 200
                    each.append(time.monotonic() - began)
            began = time.monotonic()
        # Each office leaves within its own bounds; spans may add two seconds.
        assert time.monotonic() - began < 30
    assert statistics.median(took[on]) < 1.5 * statistics.median(took[off]) + 0.02


async def test_a_process_that_ends_sends_what_it_has(traced: Traced, ids: FreshIds) -> None:
    trace = "55" * 16
    await traced.count(ids.dan, traceparent=f"00-{trace}-{CALLER}-01")
    assert traced.toy.end(patience=20) == 0
    assert traced.spans(trace).keys() >= {COUNT, f"publish {SCORES}"}
