"""Reminders: due times as documents, set and dropped with the decisions, fired once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pymongo import DeleteOne, ReplaceOne, UpdateOne

from services.chassis.mongo.driver import Database, Document
from services.chassis.mongo.transaction import said
from services.chassis.writer.work import ReminderWork
from services.deciding import Decision, Reminder


class ReminderBook:
    """The reminders of one batch: those that are to fire, and what the decisions set or drop."""

    def __init__(self, preceding: "ReminderBook | None" = None) -> None:
        self._preceding = preceding
        self._present: set[str] = set()
        self._fired: list[ReminderWork] = []
        self._set: dict[str, Reminder | None] = {}
        self._postponed: dict[str, UpdateOne] = {}

    async def load(self, database: Database, works: Sequence[ReminderWork]) -> None:
        """See which are still there as they were when they fell due."""
        if not works:
            return
        due = {work.id: work.due for work in works}
        for document in await database["reminders"].find({"_id": {"$in": list(due)}}).to_list(None):
            if document["due"] == due[document["_id"]]:
                self._present.add(document["_id"])
        if self._preceding is not None:
            self._present -= self._preceding._set.keys() | self._preceding._postponed.keys()

    def let_go(self) -> None:
        """Forget the batch before."""
        self._preceding = None

    def still_due(self, work: ReminderWork) -> bool:
        """Whether it has neither fired, nor been moved or dropped."""
        return work.id in self._present and work.id not in self._set and work.id not in self._postponed

    def fired(self, work: ReminderWork) -> None:
        """Note that it has fired; its own decision may have set it anew."""
        self._fired.append(work)
        self._set.setdefault(work.id, None)

    def postpone(self, work: ReminderWork, until: datetime) -> None:
        """Let it fall due again: it failed, and the others must not wait for it."""
        assert work.failure is not None
        change = {
            "$set": {
                "due": until,
                "attempts": work.attempts + 1,
                "why": f"{type(work.failure).__name__}: {said(work.failure)}",
            }
        }
        self._postponed[work.id] = UpdateOne({"_id": work.id, "due": work.due}, change)

    def note(self, decision: Decision) -> None:
        """Take over what a decision sets and drops."""
        self._set.update((id, None) for id in decision.forgotten)
        self._set.update((reminder.id, reminder) for reminder in decision.reminders)

    def claims(self) -> list[DeleteOne]:
        """Deletions of those that fired, as they were: each must hit, or somebody else was first."""
        return [DeleteOne({"_id": work.id, "due": work.due}) for work in self._fired]

    def operations(self) -> list[DeleteOne | ReplaceOne[Document] | UpdateOne]:
        """The other writes; they may or may not find something to replace."""
        postponed = [update for id, update in self._postponed.items() if id not in self._set]
        return postponed + [
            ReplaceOne({"_id": id}, _document(reminder), upsert=True) if reminder else DeleteOne({"_id": id})
            for id, reminder in self._set.items()
        ]


def _document(reminder: Reminder) -> Document:
    return {
        "_id": reminder.id,
        "due": _at_the_next_millisecond(reminder.due),
        "command": type(reminder.command).__name__,
        "body": reminder.command.model_dump_json(),
    }


def _at_the_next_millisecond(due: datetime) -> datetime:
    # The database keeps milliseconds: rounded down, a reminder would come before its time.
    return due + timedelta(microseconds=-due.microsecond % 1000)
