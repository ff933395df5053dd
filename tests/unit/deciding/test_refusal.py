import pytest

from services.deciding import Forbidden, Invalid, Refusal, Unknown
from tests.unit.deciding.library import BookLentOut


def test_a_refusal_is_named_after_its_fact() -> None:
    assert BookLentOut.slug() == "book-lent-out"
    assert BookLentOut.title() == "Book lent out"


def test_a_refusal_carries_what_the_caller_should_know() -> None:
    refusal = BookLentOut("b1 is lent", field="book_ids", until="2026-06-01")
    assert (refusal.detail, refusal.field, refusal.facts) == ("b1 is lent", "book_ids", {"until": "2026-06-01"})
    assert str(refusal) == "b1 is lent"


@pytest.mark.parametrize(("refusal", "status"), [(Refusal, 409), (Invalid, 422), (Forbidden, 403), (Unknown, 404)])
def test_each_kind_of_refusal_has_its_status(refusal: type[Refusal], status: int) -> None:
    assert refusal.status == status


def test_what_is_unknown_is_named_with_its_kind_in_words_and_a_bounded_id() -> None:
    assert Unknown("held_sessions", "s1").detail == "there is no held session s1"
    assert len(Unknown("books", "x" * 10_000).detail) < 150
    assert Unknown("books", "b1", field="book_ids").field == "book_ids"
