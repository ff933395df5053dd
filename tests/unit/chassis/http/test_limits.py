import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.chassis.http.counters import LocalCounter
from services.chassis.http.limits import REMEMBERED_SECONDS, TRY_AGAIN_SECONDS, RateLimits
from services.chassis.http.problems import RateLimited
from services.chassis.observability.catalogue import REGISTRY


class Time:
    def __init__(self) -> None:
        self.now = 600.0

    def __call__(self) -> float:
        return self.now


class Shared(LocalCounter):
    """Stands for Redis."""

    def __init__(self) -> None:
        super().__init__()
        self.trips = 0
        self.trouble: Exception | None = None

    async def add(self, key: str, amount: int) -> int:
        self.trips += 1
        await asyncio.sleep(0)
        if self.trouble:
            raise self.trouble
        return await super().add(key, amount)


async def passed(limits: RateLimits, times: int, organisation: str = "org-1") -> int:
    standings = await asyncio.gather(*(limits.take(organisation) for _ in range(times)))
    return sum(not standing.refused for standing in standings)


async def test_as_many_pass_as_the_limit_says() -> None:
    limits = RateLimits("tested", 50, Shared(), now=Time())
    assert await passed(limits, 80) == 50


async def test_most_requests_pay_no_round_trip() -> None:
    shared = Shared()
    limits = RateLimits("tested", 6000, shared, now=Time())
    assert await passed(limits, 6000) == 6000
    assert shared.trips == 100


async def test_refusing_costs_no_round_trip_either() -> None:
    shared = Shared()
    limits = RateLimits("tested", 100, shared, now=Time())
    await passed(limits, 101)
    trips = shared.trips
    await passed(limits, 500)
    assert shared.trips == trips


async def test_a_new_minute_begins_anew() -> None:
    time = Time()
    limits = RateLimits("tested", 5, Shared(), now=time)
    assert await passed(limits, 9) == 5
    time.now += 60
    assert await passed(limits, 9) == 5


async def test_organisations_do_not_pay_for_each_other() -> None:
    limits = RateLimits("tested", 5, Shared(), now=Time())
    assert await passed(limits, 9, "org-1") == 5
    assert await passed(limits, 9, "org-2") == 5


@given(st.lists(st.integers(0, 2), min_size=1, max_size=150), st.sampled_from([1, 7, 50, 200]))
def test_together_processes_never_pass_more_than_the_limit(order: list[int], limit: int) -> None:
    async def run() -> int:
        shared, time = Shared(), Time()
        processes = [RateLimits("tested", limit, shared, now=time) for _ in range(3)]
        return sum([await passed(processes[who], 1) for who in order])

    assert asyncio.run(run()) <= limit


async def test_a_standing_tells_what_is_left_and_until_when() -> None:
    time = Time()
    time.now = 615.2
    standing = await RateLimits("tested", 1000, Shared(), now=time).take("org-1")
    assert (standing.limit, standing.remaining, standing.reset) == (1000, 999, 45)
    standing.insist()


async def test_the_one_too_many_is_told_when_to_come_back() -> None:
    limits = RateLimits("tested", 1, now=Time())
    await limits.take("org-1")
    with pytest.raises(RateLimited) as limited:
        (await limits.take("org-1")).insist()
    assert limited.value.headers == {"Retry-After": "60"}


@pytest.mark.parametrize("trouble", [ConnectionError("gone"), TimeoutError("slow"), OSError("no route")])
async def test_without_redis_a_process_counts_alone(trouble: Exception, caplog: pytest.LogCaptureFixture) -> None:
    shared, time = Shared(), Time()
    shared.trouble = trouble
    limits = RateLimits("alone", 500, shared, now=time)
    assert await passed(limits, 600) == 500
    assert shared.trips == 1
    assert len(caplog.records) == 1
    gauge = REGISTRY.get_sample_value("mentormesh_rate_limits_local", {"service": "alone"})
    assert gauge == 1


async def test_when_redis_is_back_it_counts_again() -> None:
    shared, time = Shared(), Time()
    shared.trouble = ConnectionError("gone")
    limits = RateLimits("back", 500, shared, now=time)
    await passed(limits, 20)
    shared.trouble = None
    time.now += TRY_AGAIN_SECONDS + 1
    await passed(limits, 20)
    assert shared.trips > 1
    assert REGISTRY.get_sample_value("mentormesh_rate_limits_local", {"service": "back"}) == 0


async def test_after_a_while_in_which_nobody_asks_it_is_not_told_any_more() -> None:
    shared, time = Shared(), Time()
    shared.trouble = ConnectionError("gone")
    limits = RateLimits("quiet", 500, shared, now=time)
    await passed(limits, 20)
    time.now += REMEMBERED_SECONDS
    limits.tell()
    assert REGISTRY.get_sample_value("mentormesh_rate_limits_local", {"service": "quiet"}) == 1
    time.now += TRY_AGAIN_SECONDS
    limits.tell()
    assert REGISTRY.get_sample_value("mentormesh_rate_limits_local", {"service": "quiet"}) == 0
