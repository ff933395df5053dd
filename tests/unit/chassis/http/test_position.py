import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.chassis.http.opaque import pack
from services.chassis.http.position import LONGEST, MOST, decode_position, encode_position
from services.chassis.http.problems import PositionMalformed

PLACES = st.dictionaries(st.text(min_size=1, max_size=100), st.integers(1, 2**60), max_size=MOST)


@given(PLACES)
def test_a_position_comes_back_as_it_went(places: dict[str, int]) -> None:
    assert dict(decode_position(encode_position(places.items()))) == places


def test_no_header_is_no_position() -> None:
    assert decode_position(None) == []
    assert decode_position("") == []


def test_of_one_source_the_furthest_counts() -> None:
    assert decode_position(encode_position([("people/1", 3), ("people/1", 5), ("people/1", 4)])) == [("people/1", 5)]


def test_of_very_many_the_last_ones_are_kept_so_that_it_fits_a_header() -> None:
    token = encode_position((f"mentormesh.mentorships.v1/{number:036}", 10**9) for number in range(1000))
    assert len(decode_position(token)) == MOST
    assert decode_position(token)[-1][0].endswith("999")
    assert len(token) <= LONGEST


@pytest.mark.parametrize(
    "token", ["abc", "a" * (LONGEST + 1), "ü", pack([1]), pack([["a", "b"]]), pack({"a": 1}), pack(1)]
)
def test_a_position_that_we_never_gave_is_refused(token: str) -> None:
    with pytest.raises(PositionMalformed):
        decode_position(token)
