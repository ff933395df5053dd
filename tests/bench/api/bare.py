"""The peer of reads: a bare FastAPI + PyMongo app. No keys, no limits, no correlation, no metrics; one query a route.

    python -m tests.bench.api.bare MONGO_URL DATABASE PORT

The documents lie as somebody who writes such an app would keep them: the fields that are shown, as BSON, with the same
two fields beside them that our service filters and sorts by.
"""

import sys
from datetime import datetime
from typing import Any

import uvicorn
from fastapi import FastAPI, HTTPException
from pymongo import AsyncMongoClient

COLLECTION = "bare_people"
SHOWN = {"_id": 0, "organisations": 0, "sorted_by": 0}


def bare(mongo_url: str, database: str) -> FastAPI:
    """The app."""
    app = FastAPI(openapi_url=None)
    people = AsyncMongoClient[dict[str, Any]](mongo_url, tz_aware=True)[database][COLLECTION]

    @app.get("/people/{person_id}")
    async def show(person_id: str, organisation: str) -> dict[str, Any]:
        person = await people.find_one({"_id": person_id, "organisations": organisation}, SHOWN)
        if person is None:
            raise HTTPException(404)
        return person

    @app.get("/people")
    async def page(organisation: str, limit: int = 50) -> dict[str, Any]:
        found = people.find({"organisations": organisation}).sort([("sorted_by", 1), ("_id", 1)])
        documents = await found.limit(limit + 1).to_list(limit + 1)
        items = [{name: value for name, value in each.items() if name not in SHOWN} for each in documents[:limit]]
        last = documents[limit - 1] if len(documents) > limit else None
        return {"items": items, "next": _cursor(last["sorted_by"], last["_id"]) if last else None}

    return app


def _cursor(moment: datetime, id: str) -> str:
    return f"{moment.isoformat()} {id}"


def main() -> None:
    """Serve it as our services are served."""
    mongo_url, database, port = sys.argv[1:]
    uvicorn.run(
        bare(mongo_url, database),
        host="127.0.0.1",
        port=int(port),
        loop="uvloop",
        http="httptools",
        access_log=False,
        server_header=False,
        log_level="warning",
    )


if __name__ == "__main__":
    main()
