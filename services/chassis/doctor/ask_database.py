"""What a MongoDB tells of itself, and of what each service keeps there."""

from datetime import UTC, datetime, timedelta

from bson import Timestamp

from services.chassis.doctor.on_database import DatabaseFacts
from services.chassis.doctor.on_service import LATE, ServiceFacts
from services.chassis.mongo.driver import Client, Database, Document
from services.chassis.mongo.indexes import wanted_indexes
from services.chassis.service import Service
from services.chassis.settings import Settings
from services.chassis.writer.held import DEAD, PARKED


async def ask_database(client: Client) -> DatabaseFacts:
    """The server. Raises PyMongoError."""
    asked = datetime.now(UTC)
    hello = await client.admin.command("hello")
    here = asked + (datetime.now(UTC) - asked) / 2
    version = (await client.admin.command("buildInfo"))["version"]
    members = len([*hello["hosts"], *hello.get("passives", ())]) if "setName" in hello else None
    return DatabaseFacts(version, members, _clock_of(hello) - here)


async def ask_service(client: Client, settings: Settings, service: Service) -> ServiceFacts:
    """One service's own database, by the server's clock. Costs a few looks into indexes. Raises PyMongoError."""
    database = client[settings.database(service.name)]
    now = _clock_of(await client.admin.command("hello"))
    held = database["held"]
    pending: Document = {"pending": True}
    oldest = await database["outbox"].find_one(pending, {"stamp": 1}, sort=[("lane", 1), ("stamp", 1)])
    parked = await held.find_one({"state": PARKED}, {"held_at": 1}, sort=[("held_at", 1)])
    stop = await database["intake_stops"].find_one({"resumed_at": None})
    return ServiceFacts(
        service.name,
        missing_indexes=await _missing_indexes(database, settings, service),
        is_owned=await _is_owned(database, now),
        unpublished=await database["outbox"].count_documents(pending),
        oldest_unpublished=_age(_time_of(oldest["stamp"]), now) if oldest else timedelta(0),
        overdue_reminders=await database["reminders"].count_documents({"due": {"$lt": now - LATE}}),
        dead_letters=await held.count_documents({"state": DEAD}),
        parked=await held.count_documents({"state": PARKED}),
        oldest_parked=_age(parked["held_at"], now) if parked else timedelta(0),
        stopped_because=stop["why"] if stop else None,
    )


async def _missing_indexes(database: Database, settings: Settings, service: Service) -> tuple[str, ...]:
    missing: list[str] = []
    for collection, models in wanted_indexes(settings, service.all_kinds, service.indexes).items():
        there = await database[collection].index_information()
        names = [model.document["name"] for model in models]
        missing += [f"{collection}.{name}" for name in names if name not in there]
    return tuple(missing)


async def _is_owned(database: Database, now: datetime) -> bool:
    lease = await database["leases"].find_one({"_id": "housekeeping"})
    return lease is not None and lease["owner"] is not None and bool(lease["until"] > now)


def _clock_of(hello: Document) -> datetime:
    # Answers to commands come without a zone, whatever the client is told.
    moment: datetime = hello["localTime"]
    return moment.replace(tzinfo=UTC)


def _time_of(stamp: Timestamp) -> datetime:
    return stamp.as_datetime()


def _age(moment: datetime, now: datetime) -> timedelta:
    return max(timedelta(0), now - moment)
