"""A new service: it keeps which time is free again when a session is moved."""

from datetime import datetime
from typing import ClassVar

from fastapi import APIRouter

from mentormesh_contracts.sessions import SessionRescheduled
from services.chassis.mongo.driver import Database
from services.chassis.service import Service
from services.deciding import Aggregate, Context, Deciding, Decision, need


class FreeAgain(Aggregate):
    """The time that a session no longer takes; its id is the session's."""

    KIND: ClassVar[str] = "free_again"

    start: datetime
    end: datetime


def free(event: SessionRescheduled, context: Context) -> Deciding:
    """Needs to know how long the session was to be: version 1 did not say."""
    yield from need(FreeAgain, event.after.id)
    return Decision().save(FreeAgain(id=event.after.id, start=event.previous.start, end=event.previous.end))


CALENDAR = Service(
    name="calendar",
    describes="Keeps free times.",
    kinds=(FreeAgain,),
    router=APIRouter(),
    reactions={SessionRescheduled: free},
)


async def free_again(database: Database, session_id: str) -> tuple[datetime, datetime] | None:
    """From when to when, if it was heard of."""
    found = await database["free_again"].find_one({"_id": session_id})
    kept = FreeAgain.model_validate_json(found["state"]) if found else None
    return (kept.start, kept.end) if kept else None
