"""One owner a service for the work that must not be done twice at once, by the database's own clock."""

from datetime import timedelta

from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError, PyMongoError

from services.chassis.mongo.driver import Database

TERM = timedelta(seconds=6)


class Lease:
    """A lease on a name. Only the database's clock is asked, so that processes need not agree on the time.

    It is a matter of economy, not of safety: a paused owner may wake up and go on for a moment.
    """

    def __init__(self, database: Database, name: str, owner: str, term: timedelta = TERM) -> None:
        self._leases = database["leases"]
        self._name = name
        self._owner = owner
        self._term = term

    async def hold(self) -> bool:
        """Take the lease or prolong it. False if somebody else has it, or the database does not answer."""
        free = {"$or": [{"$eq": ["$owner", self._owner]}, {"$lt": ["$until", "$$NOW"]}]}
        until = {"$add": ["$$NOW", int(self._term.total_seconds() * 1000)]}
        try:
            held = await self._leases.find_one_and_update(
                {"_id": self._name, "$expr": free},
                [{"$set": {"owner": self._owner, "until": until}}],
                upsert=True,
                return_document=ReturnDocument.AFTER,
            )
        except DuplicateKeyError:
            return False
        except PyMongoError:
            return False
        return bool(held and held["owner"] == self._owner)

    async def release(self) -> None:
        """Let another take over at once."""
        try:
            await self._leases.delete_one({"_id": self._name, "owner": self._owner})
        except PyMongoError:
            return
