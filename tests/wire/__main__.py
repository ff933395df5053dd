"""`python -m tests.wire TARGET [--port PORT]`: a wire in a process of its own.

It says `<wire> <control>`, two addresses. At the second it takes a line such as `delay 0.2`, `throttle 10000`, `hang`,
`cut` or `mend`, and answers `done`.
"""

import argparse
import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable

from tests.wire.wire import LOOPBACK, Wire


def obey(wire: Wire, line: str) -> str:
    """Do what the line says."""
    name, *values = line.split()
    acts: dict[str, Callable[..., None]] = {"hang": wire.hang, "cut": wire.cut, "mend": wire.mend}
    acts |= {"delay": lambda text: wire.delay(float(text)), "throttle": lambda text: wire.throttle(int(text))}
    acts[name](*values)
    return "done"


async def run(target: str, port: int) -> None:
    """Be the wire until killed."""
    async with Wire(target, port) as wire:

        async def control(reader: StreamReader, writer: StreamWriter) -> None:
            while line := await reader.readline():
                writer.write(f"{obey(wire, line.decode())}\n".encode())

        controls = await asyncio.start_server(control, LOOPBACK, 0)
        print(wire.url, f"{LOOPBACK}:{controls.sockets[0].getsockname()[1]}", flush=True)
        await controls.serve_forever()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(prog="python -m tests.wire", description=__doc__)
    arguments.add_argument("target", help="host:port of the server behind it")
    arguments.add_argument("--port", type=int, default=0, help="to listen on; by default a free one")
    given = arguments.parse_args()
    asyncio.run(run(given.target, given.port))
