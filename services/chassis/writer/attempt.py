"""One decider at work, a round of needs at a time."""

from collections.abc import Callable

from services.chassis.writer.desk import Desk, Key, RuleFault
from services.chassis.writer.work import Begin
from services.deciding import Context, Deciding, Decision, Need, Round, Unknown


class Attempt:
    """Runs a decider against the desk until it decides or fails. Deciding has no effect, so it can be thrown away."""

    def __init__(self, begin: Begin, context: Context) -> None:
        self.read: list[Need] = []
        self.outcome: Decision | Exception | None = None
        self.wanted: Round = ()
        self._run: Deciding | None = None
        self._step(lambda: self._start(begin, context))

    def _start(self, begin: Begin, context: Context) -> None:
        started = begin(context)
        if isinstance(started, Decision):
            self.outcome = started
        else:
            self._run = started
            self.wanted = next(started)

    def advance(self, desk: Desk) -> None:
        """Go on as far as the states on the desk allow."""
        while self.outcome is None and not desk.lacks(self.wanted):
            self._step(lambda: self._send(desk))

    def _send(self, desk: Desk) -> None:
        assert self._run is not None
        self.read.extend(self.wanted)
        self.wanted = self._run.send([desk.state(need) for need in self.wanted])

    def _step(self, step: Callable[[], None]) -> None:
        try:
            step()
        except StopIteration as done:
            self.outcome = (
                done.value if isinstance(done.value, Decision) else RuleFault("a decider returned no Decision")
            )
        except Exception as error:  # noqa: BLE001  what a decider raises is its outcome
            self.outcome = error

    def is_stale(self, changed: dict[Key, None]) -> bool:
        """Whether an earlier decision of the batch changed what this one saw."""
        return any((need.kind, need.id) in changed for need in self.read)

    @property
    def waits_for(self) -> Unknown | None:
        """What it asked for that does not exist, if that is how it ended."""
        return self.outcome if isinstance(self.outcome, Unknown) else None


async def decide_speculatively(attempts: list[Attempt], desk: Desk) -> None:
    """Run all attempts on the states as loaded, with one load for each round of all of them together."""
    for attempt in attempts:
        attempt.advance(desk)
    pending = [attempt for attempt in attempts if attempt.outcome is None]
    while pending:
        await desk.load({key for attempt in pending for key in desk.lacks(attempt.wanted)})
        for attempt in pending:
            attempt.advance(desk)
        pending = [attempt for attempt in pending if attempt.outcome is None]


async def decide_now(begin: Begin, context: Context, desk: Desk) -> Attempt:
    """Run one decider on the states as they are at this point of the batch."""
    attempt = Attempt(begin, context)
    await decide_speculatively([attempt], desk)
    return attempt
