"""When too large a share is bad."""

import pytest

from services.chassis.kafka.share import BadShare, Excess

BAD = "a record at people/0/7 is malformed"


def noted(share: BadShare, outcomes: str, topic: str = "people") -> list[Excess | None]:
    """What is said of each record: `x` is a bad one, anything else a good one."""
    return [share.note(topic, BAD if outcome == "x" else None) for outcome in outcomes]


def test_more_than_the_share_of_at_least_so_many_is_too_much() -> None:
    said = noted(BadShare(0.5, least=6, window=100), "x.x.xx")
    assert said[:-1] == [None] * 5
    assert said[-1] == Excess("people", 4, 6, BAD)
    assert str(said[-1]) == "4 of the last 6 records of people could not be processed"


def test_just_the_share_is_not_too_much() -> None:
    assert not any(noted(BadShare(0.5, least=4, window=100), ".x.x.x.x"))


def test_a_few_bad_records_stop_nothing_however_large_their_share() -> None:
    assert not any(noted(BadShare(0.5, least=10, window=100), "xxxxxxxxx"))


def test_a_good_record_is_never_the_last_straw() -> None:
    assert not any(noted(BadShare(0.5, least=4, window=100), "xxx."))


def test_what_lies_behind_the_window_counts_no_longer() -> None:
    share = BadShare(0.5, least=10, window=10)
    assert not any(noted(share, "." * 1000 + "xxxxx"))
    assert noted(share, "x")[0] == Excess("people", 6, 10, BAD)


def test_a_busy_topic_does_not_hide_a_quiet_one() -> None:
    share = BadShare(0.5, least=4, window=100)
    noted(share, "." * 1000, "busy")
    assert noted(share, "xxxx", "quiet")[-1] == Excess("quiet", 4, 4, BAD)


def test_a_share_of_one_is_never_exceeded() -> None:
    assert not any(noted(BadShare(1, least=1, window=100), "x" * 200))


@pytest.mark.parametrize("tolerated", [0, 3])
def test_after_a_new_beginning_what_was_is_forgotten_and_so_many_are_not_judged(tolerated: int) -> None:
    share = BadShare(0.5, least=4, window=100)
    noted(share, "xxxx")
    share.begin_anew(tolerated)
    said = noted(share, "x" * (tolerated + 4))
    assert not any(said[:-1])
    assert said[-1] == Excess("people", 4, 4, BAD)
