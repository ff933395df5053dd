"""Mentors change, so many a second, as another replica of the service would have them changed."""

import random
import sys
import time
from datetime import UTC, datetime

from pymongo import MongoClient, UpdateOne

from mentormesh_contracts.vocabulary import Role
from services.chassis.mongo.documents import Stored, to_document
from services.chassis.settings import load_settings
from services.matching.domain.participants.participant import Participant
from tests.bench.matching.network.office import mentor, participant

AT_ONCE = 25
DIFFERENT = 2_000


def main() -> None:
    """Until it is ended: `changing MENTORS ORGANISATIONS RATE`; the servers are named by the environment."""
    mentors, organisations, rate = map(int, sys.argv[1:])
    settings, draw = load_settings(), random.Random(5)
    changes = []
    for number in draw.sample(range(mentors), min(DIFFERENT, mentors)):
        state = participant(draw, mentor(number), f"o{draw.randrange(organisations)}", Role.MENTOR)
        document = to_document(Stored(state, 1, 1, 1, datetime.now(UTC)))
        kept = {name: value for name, value in document.items() if name not in ("_id", "revision", "version")}
        changes.append(UpdateOne({"_id": state.id}, {"$set": kept, "$inc": {"revision": 1, "version": 1}}))
    with MongoClient[dict[str, object]](settings.mongo_url) as client:
        collection = client[settings.database("matching")][Participant.KIND]
        begun, done = time.monotonic(), 0
        while True:
            if done > (time.monotonic() - begun) * rate:
                time.sleep(0.002)
                continue
            first = done % len(changes)
            collection.bulk_write(changes[first : first + AT_ONCE], ordered=False)
            done += AT_ONCE


if __name__ == "__main__":
    main()
