"""Replicas that are nothing but what others told: one too many goes, what nobody told of is left alone."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo import MongoClient

from mentormesh_contracts.mentorships import MentorshipEnded, MentorshipStarted
from mentormesh_contracts.vocabulary import MentorshipStatus
from services.chassis.mongo.driver import Document
from services.chassis.replay.report import Difference
from services.chassis.settings import Settings
from services.profile.app import SERVICE
from tests.integration.replay.conftest import Life, replayed
from tests.integration.support.office import Office


@pytest.fixture
async def profile(own: Settings) -> AsyncIterator[Office]:
    """A running replica."""
    async with Office.opened(SERVICE, own) as office:
        yield office


async def test_an_acquaintance_that_has_ended_is_removed_and_an_untold_one_is_not(
    profile: Office, own: Settings
) -> None:
    started: Any = Life("m1", profile.now).beginning()[0][0]
    assert isinstance(started, MentorshipStarted)
    await profile.hears(started)
    with MongoClient[Document](own.mongo_url) as client:
        acquaintances = client[own.database("profile")]["acquaintances"]
        kept = acquaintances.find_one({"_id": "m1"})
        assert kept is not None
        over = started.after.model_copy(update={"status": MentorshipStatus.ENDED, "closed_at": profile.now})
        await profile.hears(MentorshipEnded(after=over), sequence=2)
        acquaintances.insert_many([kept, kept | {"_id": "m2"}])

        found = await replayed(own, SERVICE)
        (kind,) = [kind for kind in found.kinds if kind.kind == "acquaintances"]
        assert (kind.different, kind.untold) == ([Difference("m1", (), "one too many")], 1)

        await replayed(own, SERVICE, apply=True)
        assert [document["_id"] for document in acquaintances.find()] == ["m2"]
