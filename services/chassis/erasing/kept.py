"""What the chassis itself keeps of a person for a while: answers to requests, published events, held records."""

import json
import re
from collections.abc import AsyncIterator, Sequence

from services.chassis.erasing.eraser import Erased, NotYet
from services.chassis.http.problems import MEDIA_TYPE, problem
from services.chassis.mongo.driver import Database, Document
from services.chassis.writer.answers import ERASED
from services.chassis.writer.held import PARKED

GONE = 410
GONE_BODY = json.dumps(problem("person-erased", "Person erased", GONE, "the answer told of a person who was erased"))


async def erase_kept(database: Database, person_id: str, traces: Sequence[str]) -> Erased:
    """Erase what tells of the person, by their id or by a trace. Raises NotYet while events of theirs wait."""
    return {
        "answers": await _answers(database, person_id, traces),
        "held_records": await _held(database, person_id, traces),
        "outbox_rows": await _published(database, person_id),
    }


async def _answers(database: Database, person_id: str, traces: Sequence[str]) -> int:
    # They stay, emptied: whoever repeats the request is told what became of it, and it is not done a second time.
    said = "|".join(re.escape(word) for word in (person_id, *map(_quoted, traces)))
    tells = [{"about": person_id}, {"body": {"$regex": said}}, {"headers.Location": {"$regex": re.escape(person_id)}}]
    emptied = {"request_hash": ERASED, "status": GONE, "body": GONE_BODY, "headers": {"Content-Type": MEDIA_TYPE}}
    result = await database["answers"].update_many({"$or": tells}, {"$set": emptied | {"about": []}})
    return int(result.modified_count)


async def _held(database: Database, person_id: str, traces: Sequence[str]) -> int:
    words = [word.encode() for word in (person_id, *map(_quoted, traces))]
    telling = [row["_id"] async for row in _held_rows(database) if _goes(row, person_id, words)]
    if telling:
        await database["held"].delete_many({"_id": {"$in": telling}})
    return len(telling)


async def _held_rows(database: Database) -> AsyncIterator[Document]:
    fields = {"state": 1, "source": 1, "headers": 1, "body": 1, "why": 1}
    async for row in database["held"].find({}, fields):
        yield row


def _goes(row: Document, person_id: str, words: Sequence[bytes]) -> bool:
    """A record of the person's own stream, or one that is not to be applied any more and tells of them."""
    if str(row.get("source", "")).endswith(f"/{person_id}"):
        return True
    parts = [bytes(row["body"] or b""), row["why"].encode(), *(bytes(value) for _, value in row["headers"])]
    return row["state"] != PARKED and any(word in part for word in words for part in parts)


async def _published(database: Database, person_id: str) -> int:
    """Of the person's own streams the last event stays, as in the topic once it is compacted."""
    gone = 0
    for topic in await database["outbox"].distinct("topic", {"key": person_id}):
        rows = database["outbox"].find({"key": person_id, "topic": topic}, {"pending": 1}).sort("stamp", -1)
        earlier = [row async for row in rows][1:]
        if any(row["pending"] for row in earlier):
            raise NotYet("events of the person wait to be published")
        ids = [row["_id"] for row in earlier]
        gone += (await database["outbox"].delete_many({"_id": {"$in": ids}})).deleted_count if ids else 0
    return gone


def _quoted(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)
