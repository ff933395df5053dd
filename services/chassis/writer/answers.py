"""Answers given to requests with an idempotency key, so that the same request gets the same answer.

Source: The Idempotency-Key HTTP Header Field, IETF draft 07.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pymongo import InsertOne

from services.chassis.mongo.driver import Database, Document
from services.chassis.writer.work import Answer, Idempotency

ERASED = "erased"
"""In the place of a request's hash: the answer told of a person who was erased since. Whatever is asked with the key
is answered with that, and done no second time."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The answer given before, and whether the request was the same."""

    answer: Answer
    is_same: bool


class AnswerBook:
    """The kept answers of one batch."""

    def __init__(self, now: datetime, preceding: "AnswerBook | None" = None) -> None:
        self._now = now
        self._kept: dict[str, tuple[str, Answer]] = {}
        self._known: dict[str, tuple[str, Answer]] = dict(preceding._kept) if preceding else {}
        self.operations: list[InsertOne[Document]] = []

    async def load(self, database: Database, ids: Iterable[str]) -> None:
        """Read the answers kept under the ids."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return
        for kept in await database["answers"].find({"_id": {"$in": wanted}}).to_list(None):
            answer = Answer(kept["status"], kept["body"], kept["headers"])
            self._known[kept["_id"]] = (kept["request_hash"], answer)

    def earlier(self, request: Idempotency) -> Earlier | None:
        """The answer kept for this key, from before or from this very batch."""
        kept = self._known.get(request.id)
        return Earlier(kept[1], kept[0] in (request.request_hash, ERASED)) if kept else None

    def is_new(self, request: Idempotency) -> bool:
        """Whether no answer was kept for this key when the batch looked."""
        return request.id not in self._known

    def keep(self, request: Idempotency, answer: Answer, about: Iterable[str] = ()) -> None:
        """Keep an answer with the effects that it tells of; `about` are the ids of what was changed."""
        self._known[request.id] = self._kept[request.id] = (request.request_hash, answer)
        self.operations.append(
            InsertOne(
                {
                    "_id": request.id,
                    "request_hash": request.request_hash,
                    "status": answer.status,
                    "body": answer.body,
                    "headers": answer.headers,
                    "about": list(about),
                    "answered_at": self._now,
                }
            )
        )
