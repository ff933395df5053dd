"""Commands that the service itself sets off: lines of an import, pairs of a cycle."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from services.chassis.http.acting import current_cause
from services.chassis.http.faults import Busy
from services.chassis.runtime import Runtime
from services.chassis.writer.backoff import Backoff
from services.chassis.writer.work import Answer, Applied, Cause, CommandWork
from services.deciding import Command, Context, Deciding, Decision

C = TypeVar("C", bound=Command)


async def carry_out(
    runtime: Runtime,
    decider: Callable[[C, Context], Deciding | Decision],
    command: C,
    correlation_id: str | None = None,
) -> Any:
    """Have a command decided and committed; gives the decision's answer. Raises what the decider refuses.

    Call it many times at once: the commands share the writer's batches. When too much is waiting it waits as well.
    """
    backoff = Backoff(0.05, 1.0)
    cause = Cause(correlation_id) if correlation_id else current_cause()
    while True:
        told: list[Any] = []

        def present(applied: Applied, told: list[Any] = told) -> Answer:
            told[:] = [applied.decision.answer]
            return Answer(200)

        def begin(context: Context) -> Deciding | Decision:
            return decider(command, context)

        try:
            await runtime.writer.submit(CommandWork(decider.__name__, begin, present, cause))
        except Busy:
            await asyncio.sleep(backoff.pause())
        else:
            return told[0]
