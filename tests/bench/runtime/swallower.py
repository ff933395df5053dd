"""`python -m tests.bench.runtime.swallower PORT`: a collector that takes everything and does nothing with it."""

import asyncio
import sys
from contextlib import suppress

from deploy.local.ports import LOOPBACK

TAKEN = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
LENGTH = b"content-length:"


async def _swallow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(LENGTH)]
            await reader.readexactly(int(lengths[0].removeprefix(LENGTH)))
            writer.write(TAKEN)
            await writer.drain()
    writer.close()


async def _listen(port: int) -> None:
    async with await asyncio.start_server(_swallow, LOOPBACK, port) as server:
        print("it listens", flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_listen(int(sys.argv[1])))
