"""One batch: read, decide in memory, commit in one transaction, answer."""

import asyncio
from collections.abc import Sequence

from mentormesh_contracts.vocabulary import HeldBack
from services.chassis.http.faults import IdempotencyKeyReused, Stale
from services.chassis.mongo.transaction import Conflict, said
from services.chassis.observability.tally import counted
from services.chassis.writer.answers import AnswerBook
from services.chassis.writer.attempt import Attempt, decide_now, decide_speculatively
from services.chassis.writer.bench import Bench, Outcome
from services.chassis.writer.commit import commit
from services.chassis.writer.desk import Desk
from services.chassis.writer.held import HeldBook, pause
from services.chassis.writer.outbox import Outbox
from services.chassis.writer.reminders import ReminderBook
from services.chassis.writer.seen import SeenBook, Turn
from services.chassis.writer.traced import BatchTrace
from services.chassis.writer.work import (
    Answer,
    Applied,
    Begin,
    Cause,
    CommandWork,
    RecordWork,
    ReminderWork,
    Work,
)
from services.deciding import Context, Decision, Refusal, Unknown


class Batch:
    """Carries out works in their order, all or none.

    It may be prepared while the one before it, `after`, is still being committed: it then decides on what that one
    will leave behind, and holds only if that one succeeds.
    """

    def __init__(self, bench: Bench, works: Sequence[Work], after: "Batch | None" = None) -> None:
        self._bench = bench
        self._works = works
        self._now = bench.now()
        self.desk: Desk = Desk(bench.database, self._now, after.desk if after else None)
        self.seen: SeenBook = bench.book(after.seen if after else None)
        self.answers: AnswerBook = AnswerBook(self._now, after.answers if after else None)
        self.reminders: ReminderBook = ReminderBook(after.reminders if after else None)
        self.held: HeldBook = HeldBook(bench.service, self._now, after.held if after else None)
        self.outbox = Outbox(bench.service, self._now, bench.new_id, bench.writes)
        self.trace = BatchTrace(bench.service, bench.tracing, works)
        self._attempts: dict[Work, Attempt] = {}
        self._outcome = Outcome(places=self.trace.places)

    async def run(self) -> Outcome:
        """Carry out the works. Raises Conflict, PassingTrouble or a permanent error; nothing is done then."""
        await self.prepare()
        return await self.commit()

    async def prepare(self) -> None:
        """Read and decide, in memory. Raises what reading raises, or a permanent error."""
        await self._read()
        self._attempts = {work: attempt for work in self._works if (attempt := self._attempt(work))}
        await decide_speculatively(list(self._attempts.values()), self.desk)
        for work in self._works:
            await self._carry_out(work)
        await self.held.know(self._bench.database)
        for held, announcement in self.held.announcements:
            self.outbox.add(announcement, 1, Cause(_correlation(held), None, self.trace.place(held)))
        for book in (self.desk, self.seen, self.reminders):
            book.let_go()

    async def commit(self) -> Outcome:
        """Write it all in one transaction. Raises Conflict, PassingTrouble or a permanent error."""
        await self._look_for_answers_of_refused_commands()
        await commit(self._bench, self)
        self._outcome.has_events = bool(self.outbox.rows)
        self.trace.tell(self._outcome)
        return self._outcome

    async def _look_for_answers_of_refused_commands(self) -> None:
        # The same request may have been carried out by another process after this batch looked for its answer: then it
        # was refused because of its own effects, and must be given the answer that is there now.
        refused = [
            command.idempotency.id
            for command, told in self._outcome.answers
            if command.idempotency is not None
            and isinstance(told, Exception)
            and self.answers.is_new(command.idempotency)
        ]
        if refused and await self._bench.database["answers"].count_documents({"_id": {"$in": refused}}, limit=1):
            raise Conflict("a refused command was answered elsewhere meanwhile")

    async def _read(self) -> None:
        readable = [work for work in self._works if isinstance(work, RecordWork) and work.received]
        commands = [work for work in self._works if isinstance(work, CommandWork)]
        due = [work for work in self._works if isinstance(work, ReminderWork)]
        database = self._bench.database
        await asyncio.gather(
            self.seen.load(database, (work.source for work in readable)),
            self.answers.load(database, (work.idempotency.id for work in commands if work.idempotency)),
            self.reminders.load(database, due),
            self.desk.load((work.expected.kind, work.expected.id) for work in commands if work.expected),
        )

    def _attempt(self, work: Work) -> Attempt | None:
        begin = self._begin(work)
        return Attempt(begin, self._context(work)) if begin else None

    def _begin(self, work: Work) -> Begin | None:
        if isinstance(work, CommandWork):
            return work.begin
        if isinstance(work, ReminderWork):
            return None if work.failure else work.begin
        if work.received is None or work.received.event is None or work.failure or work.given_up:
            return None
        if self.seen.turn(work) is Turn.DUPLICATE:
            return None
        event = work.received.event
        reaction = self._bench.reactions.get(type(event))
        return (lambda context: reaction(event, context)) if reaction else None

    def _context(self, work: Work) -> Context:
        received = work.received if isinstance(work, RecordWork) else None
        return Context(
            now=self._now,
            new_id=lambda: self.desk.issued(self._bench.new_id()),
            happened_at=received.envelope.time if received else None,
        )

    async def _carry_out(self, work: Work) -> None:
        if isinstance(work, RecordWork):
            await self._carry_out_record(work)
        elif isinstance(work, CommandWork):
            self._outcome.answers.append((work, await self._carry_out_command(work)))
        elif self.reminders.still_due(work):
            await self._carry_out_reminder(work)

    async def _decide(self, work: Work) -> Decision | Exception | None:
        """The outcome of the decider on the states as they are now; decided anew if an earlier one changed them."""
        attempt = self._attempts.get(work)
        if attempt is None:
            return None
        if attempt.is_stale(self.desk.changed):
            begin = self._begin(work)
            assert begin is not None
            attempt = self._attempts[work] = await decide_now(begin, self._context(work), self.desk)
        return attempt.outcome

    def _apply(self, decision: Decision, attempt: Attempt, cause: Cause) -> Applied:
        numbered = self.desk.apply(decision, attempt.read)
        for event, _, sequence in numbered:
            self.outbox.add(event, sequence, cause)
        self._outcome.happened += counted(decision, self._bench.tallies, self._now)
        self.reminders.note(decision)
        position = tuple({source: sequence for _, source, sequence in numbered}.items())
        return Applied(decision, self._revision(decision), position)

    def _revision(self, decision: Decision) -> int | None:
        if not decision.changes:
            return None
        first = decision.changes[0].state
        stored = self.desk.current.get((type(first), first.id))
        return stored.revision if stored else None

    async def _carry_out_command(self, work: CommandWork) -> Answer | Exception:
        earlier = self.answers.earlier(work.idempotency) if work.idempotency else None
        if earlier is not None:
            if not earlier.is_same:
                return IdempotencyKeyReused("this Idempotency-Key was used for another request")
            self._outcome.replayed.add(work)
            return earlier.answer
        outcome = await self._decide(work)
        # Unknown comes first: what the caller may not know of has no revision to tell either.
        if not isinstance(outcome, Unknown) and (stale := self._stale(work)):
            return stale
        if isinstance(outcome, Exception):
            return outcome
        assert outcome is not None
        answer = work.present(self._apply(outcome, self._attempts[work], self.trace.cause(work)))
        if work.idempotency is not None:
            self.answers.keep(work.idempotency, answer, {change.state.id for change in outcome.changes})
        return answer

    def _stale(self, work: CommandWork) -> Stale | None:
        if work.expected is None:
            return None
        stored = self.desk.current[work.expected.kind, work.expected.id]
        if stored is None or stored.revision == work.expected.revision:
            return None
        return Stale(f'the current ETag is "{stored.revision}", not "{work.expected.revision}"')

    async def _carry_out_reminder(self, work: ReminderWork) -> None:
        if work.failure is not None:
            self.reminders.postpone(work, self._now + pause(HeldBack.FAILED, work.attempts))
            return
        outcome = await self._decide(work)
        if isinstance(outcome, Exception) and not isinstance(outcome, Refusal):
            raise outcome
        if isinstance(outcome, Decision):
            self._apply(outcome, self._attempts[work], self.trace.cause(work))
        self.reminders.fired(work)
        self._outcome.fired.append(work)

    async def _carry_out_record(self, work: RecordWork) -> None:
        work.held_for = None
        if work.received is None or (work.fault is not None and work.given_up is None):
            self.held.dead_letter(work, work.fault or "unreadable")
            self._tell(work, "dead_letter")
            return
        if work.passed_over and self.seen.pass_over(work, work.passed_over.after):
            self.held.pass_over(work, work.passed_over)
        match self.seen.turn(work):
            case Turn.DUPLICATE:
                if work.held_id:
                    self._let_go(work)
                self._tell(work, "duplicate")
            case Turn.GAP | Turn.BEHIND if work.given_up:
                self.held.wait_for_its_turn(work)
                self.seen.rely_on(work)
                self._tell(work, "parked")
            case Turn.GAP:
                self._park(work, HeldBack.GAP, "an earlier one of its aggregate has not come")
            case Turn.BEHIND:
                self.held.park_behind(work)
                self.seen.parked(work)
                self._tell(work, "parked")
            case Turn.NEXT:
                await self._carry_out_next(work)

    async def _carry_out_next(self, work: RecordWork) -> None:
        if work.given_up:
            self._advance(work, "ignored")
            return
        outcome = work.failure or await self._decide(work)
        attempt = self._attempts.get(work)
        if attempt is not None and (unknown := attempt.waits_for) is not None:
            self._park(work, HeldBack.WAITING, f"waits for {unknown.kind} {unknown.id}")
            return
        if isinstance(outcome, BaseException):
            self._park(work, HeldBack.FAILED, f"{type(outcome).__name__}: {said(outcome)}")
            return
        if outcome is not None and attempt is not None:
            self._apply(outcome, attempt, self.trace.cause(work))
        self._advance(work, "applied" if attempt else "ignored")

    def _advance(self, work: RecordWork, outcome: str) -> None:
        if work.held_id or self.seen.has_parked(work):
            self._let_go(work)
        following = self.seen.applied(work)
        if following is not None:
            self.held.call(work.source, following)
        self._tell(work, outcome)

    def _let_go(self, work: RecordWork) -> None:
        if work.given_up is not None:
            self.held.give_up(work, work.given_up)
        else:
            self.held.release(work)

    def _park(self, work: RecordWork, reason: HeldBack, why: str) -> None:
        self.held.park(work, reason, why)
        self.seen.parked(work)
        self._tell(work, "parked")

    def _tell(self, work: RecordWork, outcome: str) -> None:
        self._outcome.records.append((work, outcome))


def _correlation(work: RecordWork) -> str:
    return work.received.envelope.correlation_id if work.received else f"{work.topic}/{work.partition}/{work.offset}"
