"""Whether the database is there, and one that can do what is needed."""

from pymongo.errors import PyMongoError

from services.chassis.mongo.driver import Client
from services.chassis.settings import Settings


class DatabaseAway(Exception):
    """No MongoDB answers, or it cannot do transactions; the message names what was tried."""


async def require_database(client: Client, settings: Settings) -> None:
    """Make sure that there is a replica set. Raises DatabaseAway."""
    address = settings.mongo_url.rpartition("@")[2].removeprefix("mongodb://")
    try:
        hello = await client.admin.command("hello")
    except PyMongoError as error:
        raise DatabaseAway(f"no MongoDB answers at {address} ({type(error).__name__})") from error
    if "setName" not in hello and hello.get("msg") != "isdbgrid":
        raise DatabaseAway(f"the MongoDB at {address} is no replica set; transactions need one")
