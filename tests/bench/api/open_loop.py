"""Requests at a given rate, whether or not earlier ones are answered: callers know nothing of each other."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from random import Random
from typing import Any

LATE = 0.002
"""Seconds before its moment at which a request is sent at once: no timer is finer."""


def arrivals(rate: float, seconds: float, draw: Random) -> Iterator[float]:
    """Moments at which independent callers come, as seconds from the beginning: a Poisson process."""
    moment = draw.expovariate(rate)
    while moment < seconds:
        yield moment
        moment += draw.expovariate(rate)


async def at_rate(
    rate: float, seconds: float, draw: Random, ask: Callable[[float], Coroutine[Any, Any, None]]
) -> float:
    """Call `ask` with the moment that each is due at (`time.perf_counter`). Gives how late the latest was begun."""
    begun, latest = time.perf_counter(), 0.0
    async with asyncio.TaskGroup() as tasks:
        for arrival in arrivals(rate, seconds, draw):
            due = begun + arrival
            if (wait := due - time.perf_counter()) > LATE:
                await asyncio.sleep(wait)
            else:
                await asyncio.sleep(0)
            latest = max(latest, time.perf_counter() - due)
            tasks.create_task(ask(due))
    return latest


async def closed_loop(clients: int, seconds: float, ask: Callable[[int], Awaitable[bool]]) -> float:
    """So many clients, each asking again as soon as it is answered. Gives what was answered well, by the second."""
    begun = time.perf_counter()
    end = begun + seconds

    async def client(number: int) -> int:
        done = 0
        while time.perf_counter() < end:
            done += await ask(number)
        return done

    done = await asyncio.gather(*(client(number) for number in range(clients)))
    return sum(done) / (time.perf_counter() - begun)
