import asyncio
from collections.abc import Iterable
from contextlib import suppress

from services.chassis.http.revocations import Revocations


async def test_what_is_read_is_revoked() -> None:
    async def read() -> Iterable[str]:
        return ["key-1"]

    revocations = Revocations(read)
    assert not revocations.is_revoked("key-1")
    await revocations.refresh()
    assert revocations.is_revoked("key-1")
    assert not revocations.is_revoked("key-2")


def test_one_that_is_revoked_here_is_refused_at_once() -> None:
    revocations = Revocations()
    revocations.add("key-1")
    assert revocations.is_revoked("key-1")


async def test_reading_goes_on_after_an_error_and_says_when_it_is_overdue() -> None:
    answers: list[list[str] | Exception] = [ConnectionError("gone"), ["key-1"]]

    async def read() -> Iterable[str]:
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    revocations = Revocations(read, bound_seconds=1)
    reader = asyncio.create_task(revocations.keep_fresh())
    while not revocations.is_revoked("key-1"):
        await asyncio.sleep(0.01)
    assert revocations.overdue() is None
    reader.cancel()
    with suppress(asyncio.CancelledError):
        await reader
    while revocations.overdue() is None:
        await asyncio.sleep(0.01)
    assert "last read" in str(revocations.overdue())


async def test_a_reading_that_hangs_is_given_up_within_the_bound() -> None:
    begun = 0
    again = asyncio.Event()

    async def read() -> Iterable[str]:
        nonlocal begun
        begun += 1
        if begun == 2:
            again.set()
        await asyncio.sleep(600)
        return []

    reader = asyncio.create_task(Revocations(read, bound_seconds=0.05).keep_fresh())
    await again.wait()
    reader.cancel()
    with suppress(asyncio.CancelledError):
        await reader
