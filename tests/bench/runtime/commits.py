"""When what was committed, as the database itself has noted it in its oplog."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.chassis.mongo.driver import Database


@dataclass(frozen=True)
class Committed:
    """A transaction that noted events as applied."""

    at: datetime
    events: int


async def commits(database: Database, since: Any) -> list[Committed]:
    """All transactions of this database that applied events since a time of the operation log, in their order."""
    seen = f"{database.name}.seen"
    oplog = database.client["local"]["oplog.rs"]
    found = oplog.find({"ts": {"$gt": since}, "o.applyOps.ns": seen}, {"wall": 1, "o.applyOps.ns": 1}).sort(
        "$natural", 1
    )
    return [
        Committed(entry["wall"], sum(operation["ns"] == seen for operation in entry["o"]["applyOps"]))
        for entry in await found.to_list(None)
    ]


def rate(each: Sequence[Committed]) -> float:
    """Events a second, from the first commit to the last one."""
    took = (each[-1].at - each[0].at).total_seconds()
    return sum(one.events for one in each[1:]) / took
