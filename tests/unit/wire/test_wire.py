"""The wire of the tests is tested itself: it carries, delays, thins, hangs, breaks and is mended."""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire import Wire, through
from tests.wire.process import wire_process

Ends = tuple[StreamReader, StreamWriter]


async def _echo(reader: StreamReader, writer: StreamWriter) -> None:
    while said := await reader.read(1 << 16):
        writer.write(said)
        await writer.drain()
    writer.close()


@pytest.fixture
async def echo() -> AsyncIterator[str]:
    server = await asyncio.start_server(_echo, "127.0.0.1", 0)
    yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    server.close()


async def connect(wire: str) -> Ends:
    host, port = wire.split(":")
    return await asyncio.open_connection(host, int(port))


async def says(ends: Ends, text: bytes) -> bytes:
    reader, writer = ends
    writer.write(text)
    return await reader.readexactly(len(text))


async def says_nothing(ends: Ends, text: bytes, seconds: float = 0.1) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await says(ends, text)
    except TimeoutError:
        return True
    return False


async def test_a_good_wire_carries_everything_in_order(echo: str) -> None:
    text = bytes(range(256)) * 4000
    async with Wire(echo) as wire:
        assert await says(await connect(wire.url), text) == text


async def test_whoever_hangs_up_is_hung_up_on(echo: str) -> None:
    async with Wire(echo) as wire:
        reader, writer = await connect(wire.url)
        await says((reader, writer), b"hello")
        writer.write_eof()
        assert await reader.read() == b""


async def test_an_answer_is_late_by_what_the_wire_is_told(echo: str) -> None:
    loop = asyncio.get_running_loop()
    async with Wire(echo) as wire:
        ends = await connect(wire.url)
        wire.delay(0.2)
        begun = loop.time()
        await says(ends, b"hello")
        assert loop.time() - begun >= 0.2


async def test_many_answers_are_under_way_and_arrive_when_the_wire_is_mended(echo: str) -> None:
    async with Wire(echo) as wire:
        ends = [await connect(wire.url) for _ in range(20)]
        wire.delay(3600)
        answers = [asyncio.create_task(says(each, b"hello")) for each in ends]
        assert await says_nothing(await connect(wire.url), b"hello")
        wire.mend()
        assert await asyncio.gather(*answers) == [b"hello"] * 20


async def test_a_thin_wire_carries_no_more_than_it_is_told(echo: str) -> None:
    loop = asyncio.get_running_loop()
    async with Wire(echo) as wire:
        ends = await connect(wire.url)
        wire.throttle(10_000)
        begun = loop.time()
        await says(ends, b"x" * 3000)
        assert loop.time() - begun >= 0.2


async def test_a_wire_that_hangs_keeps_its_connections(echo: str) -> None:
    async with Wire(echo) as wire:
        ends = await connect(wire.url)
        await says(ends, b"hello")
        wire.hang()
        assert await says_nothing(ends, b"one")
        wire.mend()
        assert await ends[0].readexactly(3) == b"one"
        assert await says(ends, b"two") == b"two"


async def test_a_wire_that_is_cut_breaks_old_and_new_connections_until_it_is_mended(echo: str) -> None:
    async with Wire(echo) as wire:
        ends = await connect(wire.url)
        await says(ends, b"hello")
        wire.cut()
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await says(ends, b"hello")
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await says(await connect(wire.url), b"hello")
        wire.mend()
        assert await says(await connect(wire.url), b"hello") == b"hello"


async def test_a_wire_in_a_process_of_its_own_does_the_same(echo: str, tmp_path: Path) -> None:
    with wire_process(echo, tmp_path / "wire.log") as wire:
        ends = await connect(wire.url)
        assert await says(ends, b"hello") == b"hello"
        wire.delay(3600)
        assert await says_nothing(ends, b"late")
        wire.mend()
        assert await ends[0].readexactly(4) == b"late"
        wire.cut()
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await says(ends, b"hello")


def test_a_replica_set_is_asked_directly() -> None:
    given = "mongodb://127.0.0.1:27017/?replicaSet=mentormesh"
    assert through("127.0.0.1:5", given) == "mongodb://127.0.0.1:5/?replicaSet=mentormesh&directConnection=true"
    assert through("127.0.0.1:5", "redis://127.0.0.1:6379/0") == "redis://127.0.0.1:5/0"
    assert through("127.0.0.1:5", "127.0.0.1:9092") == "127.0.0.1:5"
