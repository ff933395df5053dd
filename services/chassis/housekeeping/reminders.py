"""Turns due reminders into commands."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

from services.chassis.mongo.driver import Database, Document
from services.chassis.writer.loop import Writer
from services.chassis.writer.work import Cause, ReminderWork
from services.deciding import Command, Context, Deciding, Decision

PAGE = 500
Deciders: TypeAlias = Mapping[type[Command], Callable[..., Deciding | Decision]]


class NobodyCarriesItOut(Exception):
    """A reminder's command is not one of the service's: it was set by other code than this. It stays, for that code."""


class DueReminders:
    """Sweeps the due times of one service."""

    def __init__(
        self,
        database: Database,
        writer: Writer,
        deciders: Deciders,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._reminders = database["reminders"]
        self._writer = writer
        self._deciders = {command.__name__: (command, decider) for command, decider in deciders.items()}
        self._now = now
        self._new_id = new_id

    async def sweep(self) -> bool:
        """Carry out what is due, a page at a time. True if there may be more."""
        due = await self._reminders.find({"due": {"$lte": self._now()}}).sort("due", 1).limit(PAGE).to_list(PAGE)
        await self._writer.submit_records([self._work(document) for document in due])
        return len(due) == PAGE

    def _work(self, document: Document) -> ReminderWork:
        def begin(context: Context) -> Deciding | Decision:
            kind, decider = self._known(document["command"])
            return decider(kind.model_validate_json(document["body"]), context)

        cause = Cause(correlation_id=self._new_id())
        act, attempts = document["command"], document.get("attempts", 0)
        return ReminderWork(document["_id"], document["due"], begin, cause, attempts, act=act)

    def _known(self, name: str) -> tuple[type[Command], Callable[..., Deciding | Decision]]:
        if name not in self._deciders:
            raise NobodyCarriesItOut(name)
        return self._deciders[name]
