import asyncio
import time
from contextlib import suppress

from services.chassis.observability.catalogue import REGISTRY
from services.chassis.observability.event_loop import EventLoopWatch


async def test_a_loop_that_is_held_up_shows_its_delay() -> None:
    watch = asyncio.create_task(EventLoopWatch("held-up", every=0.01).run())
    await asyncio.sleep(0)
    time.sleep(0.1)  # noqa: ASYNC251 - it is what holds the loop up
    await asyncio.sleep(0.02)
    watch.cancel()
    with suppress(asyncio.CancelledError):
        await watch
    total = REGISTRY.get_sample_value("mentormesh_event_loop_delay_seconds_sum", {"service": "held-up"})
    assert total is not None
    assert total > 0.05
