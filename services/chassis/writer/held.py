"""Records taken out of the stream: dead letters, and those parked with the ones behind them of the same key."""

from datetime import datetime, timedelta
from typing import TypeAlias

from pymongo import DeleteOne, InsertOne, UpdateOne

from mentormesh_contracts.operations import HeldRecord, RecordDeadLettered, RecordParked
from mentormesh_contracts.vocabulary import HeldBack
from services.chassis.mongo.driver import Database, Document
from services.chassis.writer.passing import passed_numbers
from services.chassis.writer.work import GivenUp, HeldFor, PassedOver, RecordWork, SourceKey

Announcement: TypeAlias = tuple[RecordWork, RecordDeadLettered | RecordParked]
DEAD = "dead"
PARKED = "parked"
DISCARDED = "discarded"
UNDECIDED = (PARKED, DISCARDED)
"""Those whose number is still to be applied or passed over, unless it is noted as passed."""
LONGEST_WHY = 2000
FIRST_PAUSE = timedelta(milliseconds=200)
LONGEST_PAUSE = {
    HeldBack.WAITING: timedelta(seconds=2),
    HeldBack.GAP: timedelta(seconds=5),
    HeldBack.FAILED: timedelta(minutes=5),
}


def held_id(work: RecordWork) -> str:
    """One document a record: by its sequence where it can be read, else by its place in the topic."""
    if work.received is None or work.fault is not None:
        return f"{work.topic}/{work.partition}/{work.offset}"
    return f"{work.source}/{work.sequence}"


def pause(reason: HeldBack, attempts: int) -> timedelta:
    """How long to wait before the next attempt: doubled each time, up to a bound that the reason sets."""
    doubled: timedelta = FIRST_PAUSE * 2 ** min(attempts, 20)
    return min(doubled, LONGEST_PAUSE[reason])


def given_up(id: str | None, note: GivenUp, now: datetime) -> tuple[Document, Document]:
    """Which record, and the change that notes who gave it up, when and why, unless somebody did before.

    Its number is not passed over yet: that happens when a later one of its aggregate waits for it.
    """
    change = {"discarded_at": now, "discarded_by": note.by, "discard_reason": note.reason, "passed": False}
    return {"_id": id, "state": {"$ne": DISCARDED}}, {"$set": change | {"state": DISCARDED, "due": None}}


def _unless_given_up(work: RecordWork) -> Document:
    # An operator may give it up while it is being tried.
    return {"_id": work.held_id, "state": {"$ne": DISCARDED}}


class HeldBook:
    """What a batch takes out of the stream, and what it gives back."""

    def __init__(self, service: str, now: datetime, preceding: "HeldBook | None" = None) -> None:
        self._service = service
        self._now = now
        self.operations: list[UpdateOne | DeleteOne] = []
        self._new: dict[str, Document] = {}
        self._announced: dict[str, Announcement] = {}
        self._there = frozenset(preceding._new if preceding else ())
        """What the batch before lays aside."""
        self._heads: set[SourceKey] = set()

    @property
    def announcements(self) -> list[Announcement]:
        """What to tell of, each once."""
        return list(self._announced.values())

    def insertions(self) -> list["InsertOne[Document]"]:
        """The writes of what is laid aside, each holding only if nobody else laid it aside meanwhile."""
        return [InsertOne(document) for document in self._new.values()]

    async def know(self, database: Database) -> None:
        """Let go what lies there already: a record that comes again is not laid aside, and told of, again."""
        if not self._new:
            return
        there = {each["_id"] for each in await database["held"].find({"_id": {"$in": [*self._new]}}, {}).to_list(None)}
        for id in there | self._there:
            self._new.pop(id, None)
            self._announced.pop(id, None)

    def dead_letter(self, work: RecordWork, why: str) -> None:
        """Lay a record aside that nobody can read. Of one that lies there already it is noted why, as of now."""
        work.held_for = HeldFor(HeldBack.MALFORMED, why)
        if work.held_id is not None:
            change = {"$set": {"why": why[:LONGEST_WHY], "tried_at": self._now}, "$inc": {"attempts": 1}}
            self.operations.append(UpdateOne({"_id": work.held_id, "state": DEAD}, change))
            return
        self._insert(work, DEAD, HeldBack.MALFORMED, why, due=None)
        self._announce(work, RecordDeadLettered(after=self._public(work, HeldBack.MALFORMED)))

    def park(self, work: RecordWork, reason: HeldBack, why: str) -> None:
        """Take the first of a key out of the stream, to be tried again after a pause."""
        work.held_for = HeldFor(reason, why)
        if reason is not HeldBack.GAP:
            self._heads.add(work.source)
        if work.held_id is not None:
            self._postpone(work, reason, why)
            return
        self._insert(work, PARKED, reason, why, due=self._now + pause(reason, 0))
        self._announce(work, RecordParked(after=self._public(work, reason)))

    def park_behind(self, work: RecordWork) -> None:
        """Keep a record behind the parked one of its key; it has no time of its own."""
        why = "waits behind an earlier one of its key"
        work.held_for = HeldFor(HeldBack.WAITING, why)
        if work.held_id is None:
            self._insert(work, PARKED, HeldBack.WAITING, why, due=None)
            return
        place = {"state": PARKED, "source": work.source, "sequence": work.sequence}
        if work.source in self._heads:
            changes = place | {"due": None, "reason": HeldBack.WAITING, "why": why}
            self.operations.append(UpdateOne(_unless_given_up(work), {"$set": changes}))
            return
        # Nobody knows yet who is the first: one that had a time of its own keeps having one.
        changes = place | {"due": self._now + pause(HeldBack.GAP, work.attempts + 1), "attempts": work.attempts + 1}
        self.operations.append(UpdateOne(_unless_given_up(work) | {"due": {"$ne": None}}, {"$set": changes}))
        read_now = place | {"reason": HeldBack.WAITING, "why": why}
        self.operations.append(UpdateOne({"_id": work.held_id, "state": DEAD}, {"$set": read_now}))

    def release(self, work: RecordWork) -> None:
        """The record is applied, or was before: it is held no longer. A discarded one stays, for the audit."""
        self.operations.append(DeleteOne({"_id": work.held_id or held_id(work), "state": {"$ne": DISCARDED}}))

    def give_up(self, work: RecordWork, by: GivenUp) -> None:
        """Its number is passed over; keep it for the audit alone. Who gave it up first is who gave it up."""
        passed = {"passed": True, "due": None}
        which, change = given_up(work.held_id, by, self._now)
        self.operations.append(UpdateOne(which, {"$set": change["$set"] | passed}))
        self.operations.append(UpdateOne({"_id": work.held_id, "state": DISCARDED}, {"$set": passed}))

    def pass_over(self, work: RecordWork, without: PassedOver) -> None:
        """Note for the audit which numbers before it never came, who went on without them, and why."""
        document = passed_numbers(work, without, self._now)
        self._new[document["_id"]] = document

    def wait_for_its_turn(self, work: RecordWork) -> None:
        """It was given up, but earlier ones are missing: it is called when they have come."""
        self.operations.append(UpdateOne({"_id": work.held_id, "state": DISCARDED}, {"$set": {"due": None}}))

    def call(self, source: SourceKey, sequence: int) -> None:
        """What comes next: let what is parked or given up under it take its turn at once."""
        which = {"source": source, "sequence": sequence, "state": {"$in": UNDECIDED}, "passed": {"$ne": True}}
        self.operations.append(UpdateOne(which, {"$set": {"due": self._now}}))

    def _postpone(self, work: RecordWork, reason: HeldBack, why: str) -> None:
        attempts = work.attempts + 1
        change = {
            "due": self._now + pause(reason, attempts),
            "attempts": attempts,
            "reason": reason,
            "why": why[:LONGEST_WHY],
        }
        change |= {"tried_at": self._now, "state": PARKED, "source": work.source, "sequence": work.sequence}
        self.operations.append(UpdateOne(_unless_given_up(work), {"$set": change}))

    def _insert(self, work: RecordWork, state: str, reason: HeldBack, why: str, due: datetime | None) -> None:
        document: Document = {
            "_id": held_id(work),
            "state": state,
            "reason": reason,
            "why": why[:LONGEST_WHY],
            "attempts": 0,
            "due": due,
            "held_at": self._now,
            "topic": work.topic,
            "partition": work.partition,
            "offset": work.offset,
            "headers": [[name, value] for name, value in work.headers],
            "body": work.body,
        }
        if work.received is not None:
            document |= {"source": work.source, "sequence": work.sequence, "type": work.received.envelope.type}
        self._new.setdefault(document["_id"], document)

    def _announce(self, work: RecordWork, event: RecordDeadLettered | RecordParked) -> None:
        self._announced.setdefault(held_id(work), (work, event))

    def _public(self, work: RecordWork, reason: HeldBack) -> HeldRecord:
        return HeldRecord(
            id=f"{self._service}:{work.topic}:{work.partition}:{work.offset}",
            service=self._service,
            topic=work.topic,
            partition=work.partition,
            offset=work.offset,
            type=work.received.envelope.type if work.received else None,
            reason=reason,
            held_at=self._now,
        )
