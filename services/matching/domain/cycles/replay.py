"""A cycle is computed again from its receipt, to see whether the result is the same."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from mentormesh_contracts.fact import Count, Identifier
from mentormesh_contracts.programmes import EngineVersion, ResultHash
from services.deciding import Command, Context, Deciding, Decision, Indexed, Needing, Refusal, Unknown, need, require
from services.matching.domain.cycles.at_work import AtWork
from services.matching.domain.cycles.cycle import Cycle
from services.matching.domain.cycles.receipt import Receipt


class NothingToReplay(Refusal):
    """The cycle has no receipt with a result: it runs still, has failed, or is older than receipts."""


class ReplayOver(Refusal):
    """The replay has its outcome already."""


class ReplayOutcome(StrEnum):
    """What came of a replay."""

    RUNNING = "running"
    SAME = "same"
    DIFFERENT = "different"
    IMPOSSIBLE = "impossible"


class Replay(AtWork):
    """One repetition of a cycle. It changes nothing of what the cycle did."""

    KIND = "replays"

    cycle_id: str
    programme_id: str
    organisation_id: str
    outcome: ReplayOutcome = ReplayOutcome.RUNNING
    asked_at: datetime
    ended_at: datetime | None = None
    expected_hash: ResultHash
    expected_version: EngineVersion
    result_hash: ResultHash | None = None
    engine_version: EngineVersion | None = None
    erased: Count = 0
    """People whose share of the receipt was removed: without them there is no same result."""

    def organisations(self) -> Iterable[str]:
        """The programme's."""
        return (self.organisation_id,)

    def indexed(self) -> Mapping[str, Indexed]:
        """Found by cycle and outcome."""
        return {"cycle_id": self.cycle_id, "outcome": self.outcome}

    @property
    def detail(self) -> str:
        """The outcome in words."""
        match self.outcome:
            case ReplayOutcome.RUNNING:
                return "it is being computed"
            case ReplayOutcome.SAME:
                return "the same pairs with the same scores, byte for byte"
            case ReplayOutcome.IMPOSSIBLE if self.erased:
                return f"cannot be replayed: {self.erased} {'person' if self.erased == 1 else 'people'} erased"
            case ReplayOutcome.IMPOSSIBLE:
                return "cannot be replayed: the engine gave no result"
        if self.engine_version != self.expected_version:
            return f"another result, by engine {self.engine_version} instead of {self.expected_version}"
        return "another result, by the same version of the engine"

    def ended(self, outcome: ReplayOutcome, now: datetime, **facts: Any) -> Self:
        """With its outcome."""
        return self.laid_down().model_copy(update={"outcome": outcome, "ended_at": now, **facts})


class AskForReplay(Command):
    """The programme's organisation, or an operator, wants to see whether a cycle gives the same result again."""

    organisation_id: Identifier | None
    """None: an operator."""
    programme_id: Identifier
    cycle_id: Identifier


class TakeReplay(Command):
    """A worker wants to compute it."""

    replay_id: Identifier
    worker: str


class FinishReplay(Command):
    """A worker has computed it; without a hash the engine gave no result."""

    replay_id: Identifier
    worker: str
    engine_version: EngineVersion | None
    result_hash: ResultHash | None


def ask_for_replay(command: AskForReplay, context: Context) -> Deciding:
    """A replay for a worker to take in hand; over at once if people were erased. Raises Unknown or NothingToReplay."""
    cycle = yield from require(Cycle, command.cycle_id)
    is_theirs = command.organisation_id in (None, cycle.public.organisation_id)
    if not is_theirs or cycle.public.programme_id != command.programme_id:
        raise Unknown(Cycle.KIND, command.cycle_id)
    receipt = yield from need(Receipt, cycle.id)
    if receipt is None or receipt.result_hash is None or receipt.engine_version is None:
        raise NothingToReplay("the cycle has no receipt with a result")
    replay = Replay(
        id=context.new_id(),
        cycle_id=cycle.id,
        programme_id=cycle.public.programme_id,
        organisation_id=cycle.public.organisation_id,
        asked_at=context.now,
        expected_hash=receipt.result_hash,
        expected_version=receipt.engine_version,
    )
    if receipt.erased:
        replay = replay.ended(ReplayOutcome.IMPOSSIBLE, context.now, erased=receipt.erased)
    return Decision().save(replay).tell(replay)


def take_replay(command: TakeReplay, context: Context) -> Deciding:
    """It is in the worker's hands; asked for again, that is a sign of life. Raises ReplayOver or WorkedOnByAnother."""
    replay = yield from _running(command.replay_id)
    taken = replay.taken_by(command.worker, context.now)
    return Decision().save(taken).tell(taken)


def finish_replay(command: FinishReplay, context: Context) -> Deciding:
    """Its outcome. Raises Unknown, ReplayOver or WorkedOnByAnother."""
    replay = yield from _running(command.replay_id)
    replay.insist_in_hands_of(command.worker)
    receipt = yield from require(Receipt, replay.cycle_id)
    facts = {"engine_version": command.engine_version, "result_hash": command.result_hash, "erased": receipt.erased}
    if receipt.erased or command.result_hash is None:
        outcome = ReplayOutcome.IMPOSSIBLE
    else:
        is_same = command.result_hash == replay.expected_hash
        outcome = ReplayOutcome.SAME if is_same else ReplayOutcome.DIFFERENT
    over = replay.ended(outcome, context.now, **facts)
    return Decision().save(over).tell(over)


def _running(replay_id: str) -> Needing[Replay]:
    replay = yield from require(Replay, replay_id)
    if replay.outcome is not ReplayOutcome.RUNNING:
        raise ReplayOver(f"the replay is over: {replay.outcome}")
    return replay
