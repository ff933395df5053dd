import time
import uuid
from itertools import pairwise

from services.chassis.identity import new_id


def test_an_id_is_a_uuid_of_version_7() -> None:
    id = uuid.UUID(new_id())
    assert (id.version, id.variant) == (7, uuid.RFC_4122)


def test_it_tells_when_it_was_made_however_many_are_made() -> None:
    ids = [new_id() for _ in range(20_000)]
    told = uuid.UUID(ids[-1]).int >> 80
    assert abs(told - time.time_ns() // 1_000_000) < 1000


def test_ids_of_a_process_are_in_order_and_differ() -> None:
    ids = [new_id() for _ in range(20_000)]
    assert all(earlier < later for earlier, later in pairwise(ids))
