"""The seam between drivers: PyMongo's asynchronous client by default, Motor by a setting.

Motor reached its end of life on 14 May 2026; PyMongo's AsyncMongoClient is its official successor. The two differ in
which calls are awaited; the differences that matter here are hidden in this module alone.
"""

from typing import Any, TypeAlias

from pymongo import AsyncMongoClient
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.monitoring import ConnectionPoolListener
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from services.chassis.settings import Settings

Document: TypeAlias = dict[str, Any]
Client: TypeAlias = AsyncMongoClient[Document]
Database: TypeAlias = AsyncDatabase[Document]
Collection: TypeAlias = AsyncCollection[Document]
Session: TypeAlias = AsyncClientSession

MAJORITY = WriteConcern("majority", wtimeout=20_000)
COMMITTED = ReadConcern("majority")

LONGEST_WAIT_MS = 10_000
"""For a connection: whoever reads and finds all of them taken for so long is asked to come back."""


def connect(settings: Settings, *listeners: ConnectionPoolListener) -> Client:
    """A client of the chosen driver; it belongs to the running event loop. Nothing is sent yet.

    `listeners` hear of every connection that is taken and given back.
    """
    options: dict[str, Any] = {
        "tz_aware": True,
        "serverSelectionTimeoutMS": 5000,
        "connectTimeoutMS": 5000,
        "socketTimeoutMS": 30_000,
        "maxPoolSize": settings.mongo_connections,
        "waitQueueTimeoutMS": LONGEST_WAIT_MS,
        "appname": "mentormesh",
        "retryWrites": True,
        "event_listeners": listeners,
    }
    if settings.mongo_tls_ca_file:
        options |= {"tls": True, "tlsCAFile": str(settings.mongo_tls_ca_file)}
    if settings.mongo_driver == "motor":
        from motor.motor_asyncio import AsyncIOMotorClient

        client: Any = AsyncIOMotorClient(settings.mongo_url, **options)
        return client  # type: ignore[no-any-return]
    return AsyncMongoClient(settings.mongo_url, **options)


async def close(client: Client) -> None:
    """Close the client's connections."""
    closing: Any = client.close()
    if closing is not None:
        await closing


async def open_session(client: Client, *, snapshot: bool = False) -> Session:
    """A session, of which all reads see one moment if `snapshot`; awaited with Motor, made at once by PyMongo."""
    session: Any = client.start_session(snapshot=snapshot)
    if not hasattr(session, "end_session"):
        session = await session
    return session  # type: ignore[no-any-return]


async def begin(session: Session) -> None:
    """Start a majority-committed transaction on a snapshot; awaited with PyMongo, not with Motor."""
    starting: Any = session.start_transaction(
        read_concern=ReadConcern("snapshot"), write_concern=MAJORITY, max_commit_time_ms=20_000
    )
    if hasattr(starting, "__await__"):
        await starting


async def aggregated(collection: Collection, pipeline: list[Document]) -> list[Document]:
    """All that a pipeline gives; its cursor is awaited with PyMongo, made at once by Motor."""
    cursor: Any = collection.aggregate(pipeline)
    cursor = await cursor if hasattr(cursor, "__await__") else cursor
    return list(await cursor.to_list(None))


async def watch(database: Database, pipeline: list[Document]) -> Any:
    """A change stream from now on, which waits for nothing; Motor opens it when it is first asked."""
    now = (await database.command("ping"))["operationTime"]
    stream: Any = database.watch(pipeline, max_await_time_ms=1, start_at_operation_time=now)
    return await stream if hasattr(stream, "__await__") else stream
