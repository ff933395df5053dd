"""One owner a service for the work that must not be done twice at once, by the database's own clock."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from pymongo.errors import DuplicateKeyError, PyMongoError

from services.chassis.mongo.driver import Database
from services.chassis.observability.logs import get_logger

log = get_logger(__name__)
TERM = timedelta(seconds=6)
LONG_AGO = datetime.fromtimestamp(0, UTC)


class Lease:
    """A lease on a name. Only the database's clock is asked, so that processes need not agree on the time.

    It is a matter of economy, not of safety: a paused owner may wake up and go on for a moment.
    """

    def __init__(self, database: Database, name: str, owner: str, term: timedelta = TERM) -> None:
        self._leases = database["leases"]
        self._name = name
        self._owner = owner
        self._term = term
        self._made = False

    async def hold(self) -> bool:
        """Take the lease or prolong it. False if somebody else has it, or the database does not answer."""
        free = {"$or": [{"$eq": ["$owner", self._owner]}, {"$lt": ["$until", "$$NOW"]}]}
        until = {"$add": ["$$NOW", int(self._term.total_seconds() * 1000)]}
        try:
            await self._make()
            held = await self._leases.find_one_and_update(
                {"_id": self._name, "$expr": free}, [{"$set": {"owner": self._owner, "until": until}}]
            )
        except PyMongoError as error:
            log.warning("the lease could not be taken", lease=self._name, error=str(error))
            return False
        return held is not None

    async def _make(self) -> None:
        # An upsert cannot have $expr in its filter, so the document is there before anyone asks for it.
        if self._made:
            return
        with suppress(DuplicateKeyError):
            await self._leases.insert_one({"_id": self._name, "owner": None, "until": LONG_AGO})
        self._made = True

    async def release(self) -> None:
        """Let another take over at once."""
        try:
            await self._leases.update_one(
                {"_id": self._name, "owner": self._owner}, {"$set": {"owner": None, "until": LONG_AGO}}
            )
        except PyMongoError:
            return
