"""Whether the database is there, and one that can do what is needed."""

from pymongo.errors import OperationFailure, PyMongoError

from services.chassis.mongo.driver import Client, Database
from services.chassis.settings import Settings


class DatabaseAway(Exception):
    """No MongoDB answers, or it cannot do transactions; the message names what was tried."""


class DatabaseRefuses(DatabaseAway):
    """MongoDB answers, and does not let us in; the message names the address and never the password."""


class HalfRestored(DatabaseAway):
    """A backup is being brought back, or was not brought back to its end; nobody may work on half of it."""


UNAUTHORIZED, AUTHENTICATION_FAILED = 13, 18
RESTORING = "restoring"
"""The collection that is there while a backup is being brought back."""


async def require_database(client: Client, settings: Settings) -> None:
    """Make sure that there is a replica set that lets us in. Raises DatabaseAway or DatabaseRefuses."""
    address = settings.mongo_url.rpartition("@")[2].removeprefix("mongodb://")
    try:
        hello = await client.admin.command("hello")
        # Anybody may say hello; this is refused to nobody but those who have not said who they are.
        await client.admin.command("listDatabases", nameOnly=True, authorizedDatabases=True)
    except OperationFailure as error:
        if error.code not in (UNAUTHORIZED, AUTHENTICATION_FAILED):
            raise
        raise DatabaseRefuses(f"the MongoDB at {address} refuses the user or the password") from error
    except PyMongoError as error:
        raise DatabaseAway(f"no MongoDB answers at {address} ({type(error).__name__})") from error
    if "setName" not in hello and hello.get("msg") != "isdbgrid":
        raise DatabaseAway(f"the MongoDB at {address} is no replica set; transactions need one")


async def require_whole(database: Database) -> None:
    """Make sure that no backup is being brought back into it. Raises HalfRestored or PyMongoError."""
    if await database[RESTORING].find_one({}) is not None:
        raise HalfRestored(f"a backup is being brought back into {database.name}; if nobody is at it, begin it anew")
