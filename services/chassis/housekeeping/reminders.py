"""Turns due reminders into commands."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

from services.chassis.mongo.driver import Database
from services.chassis.observability.logs import get_logger
from services.chassis.writer.loop import Writer
from services.chassis.writer.work import Cause, ReminderWork
from services.deciding import Command, Context, Deciding, Decision

log = get_logger(__name__)
PAGE = 500
Deciders: TypeAlias = Mapping[type[Command], Callable[..., Deciding | Decision]]


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
        works = [work for document in due if (work := self._work(document))]
        await self._writer.submit_records(works)
        return len(works) == PAGE

    def _work(self, document: dict[str, object]) -> ReminderWork | None:
        name = str(document["command"])
        if name not in self._deciders:
            log.error("a reminder has a command that nobody carries out", reminder=document["_id"], command=name)
            return None
        kind, decider = self._deciders[name]
        command = kind.model_validate_json(str(document["body"]))

        def begin(context: Context) -> Deciding | Decision:
            return decider(command, context)

        due = document["due"]
        assert isinstance(due, datetime)
        return ReminderWork(str(document["_id"]), due, command, begin, Cause(correlation_id=self._new_id()))
