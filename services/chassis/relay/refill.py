"""Published rows become pending again, so that the relay fills the topics once more, in the same order."""

from collections.abc import Sequence

from services.chassis.mongo.driver import Collection, Document

PAGE = 5000


async def publish_again(outbox: Collection, topics: Sequence[str], incarnation: int) -> int:
    """Mark everything that the outbox keeps for these topics as pending. Gives how many rows that are.

    A page at a time, so that no request outlives the patience of the client. Whoever is interrupted begins again.
    """
    after, marked = "", 0
    kept: Document = {"pending": False, "topic": {"$in": list(topics)}}
    again = {"$set": {"pending": True, "again": incarnation}, "$unset": {"published_at": "", "last": ""}}
    while True:
        page = outbox.find({"_id": {"$gt": after}, **kept}, {"_id": 1}).sort("_id", 1).limit(PAGE)
        ids = [row["_id"] for row in await page.to_list(PAGE)]
        if not ids:
            break
        marked += (await outbox.update_many({"_id": {"$in": ids}}, again)).modified_count
        after = ids[-1]
    # What was not published yet is part of it as well: who slept through this must not mark it as published.
    waiting = {"pending": True, "topic": {"$in": list(topics)}, "again": {"$ne": incarnation}}
    await outbox.update_many(waiting, {"$set": {"again": incarnation}})
    return marked


async def kept_events(outbox: Collection, topics: Sequence[str]) -> dict[str, int]:
    """How many published events the outbox keeps for each of these topics."""
    return {topic: await outbox.count_documents({"pending": False, "topic": topic}) for topic in topics}
