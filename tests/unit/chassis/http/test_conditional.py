import pytest

from services.chassis.http.conditional import etag, parse_if_match
from services.chassis.http.problems import IfMatchMalformed


def test_a_revision_is_its_tag() -> None:
    assert etag(7) == '"7"'
    assert parse_if_match(etag(7)) == 7


@pytest.mark.parametrize("header", [None, "*", " * "])
def test_no_condition_asks_for_no_revision(header: str | None) -> None:
    assert parse_if_match(header) is None


def test_a_tag_that_a_proxy_weakened_is_understood() -> None:
    assert parse_if_match('W/"7"') == 7


@pytest.mark.parametrize("header", ["", "7", '"a"', '"1", "2"', '"-1"', '"' + "9" * 19 + '"', '"٣"'])
def test_a_tag_that_we_never_gave_is_refused(header: str) -> None:
    with pytest.raises(IfMatchMalformed):
        parse_if_match(header)
