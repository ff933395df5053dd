"""Heavy computing in a child process, so that neither its loops nor its interpreter hold up the event loop."""

import asyncio
import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, TypeVar

R = TypeVar("R")
Tell = Callable[[Any], None]
LOOK_EVERY = 0.5
"""Seconds between two looks of the child whether its parent still lives."""


class ComputationDied(Exception):
    """The child process ended before it had a result: it was killed, or ran out of memory."""


class Apart:
    """One child process, started when it is first needed and kept: it computes one thing at a time.

    What goes in and comes out is pickled. The child ends with its parent, however that ends.
    """

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._child: SpawnProcess | None = None
        self._line: Connection | None = None

    async def run(self, function: Callable[..., R], *args: Any, told: Tell = lambda _: None) -> R:
        """`function(*args, tell)`, computed there; `told` is called, here, with whatever it tells meanwhile.

        Raises what the function raises, or ComputationDied. If it is cancelled, the child is ended.
        """
        loop = asyncio.get_running_loop()
        async with self._turn:
            line = await asyncio.to_thread(self._start) if self._line is None else self._line
            asking = asyncio.create_task(asyncio.to_thread(_ask, line, (function, args), _here(loop, told)))
            try:
                outcome = await asyncio.shield(asking)
            except (EOFError, OSError) as error:
                self.close()
                raise ComputationDied("the process that computed it ended before it was done") from error
            except asyncio.CancelledError:
                self.close()
                raise
        if isinstance(outcome, BaseException):
            raise outcome
        result: R = outcome
        return result

    def close(self) -> None:
        """End the child. The next `run` starts another one."""
        child, line = self._child, self._line
        self._child = self._line = None
        if child is not None:
            child.kill()
            child.join()
        if line is not None:
            line.close()

    def _start(self) -> Connection:
        context = get_context("spawn")
        here, there = context.Pipe()
        child = context.Process(target=_serve, args=(there, os.getpid()), daemon=True)
        child.start()
        there.close()
        self._child, self._line = child, here
        return here


def _here(loop: asyncio.AbstractEventLoop, told: Tell) -> Tell:
    def passed_on(what: Any) -> None:
        loop.call_soon_threadsafe(told, what)

    return passed_on


def _ask(line: Connection, question: Any, told: Tell) -> Any:
    line.send(question)
    while True:
        kind, what = line.recv()
        if kind == "told":
            told(what)
        else:
            return what


def _serve(line: Connection, parent: int) -> None:
    # Ctrl-C reaches the whole group; whoever started this process decides when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    while True:
        try:
            function, args = line.recv()
        except EOFError:
            return
        line.send(("done", _outcome(function, args, lambda what: line.send(("told", what)))))


def _outcome(function: Callable[..., Any], args: tuple[Any, ...], tell: Tell) -> Any:
    try:
        return function(*args, tell)
    except Exception as error:  # noqa: BLE001  it is raised where it was asked for
        return error


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os._exit(1)
