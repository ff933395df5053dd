import pytest
from pydantic import ValidationError

from services.deciding import Change, Decision, Reminder
from tests.unit.deciding.library import NOW, Book, BookFact, BookLent, BookReturned, Lend, Reader, Remind

LENT = BookLent(after=BookFact(id="b1"))
RETURNED = BookReturned(after=BookFact(id="b2"))


def test_an_empty_decision_changes_nothing() -> None:
    decision = Decision()
    assert [decision.changes, decision.events, decision.reminders, decision.forgotten] == [[], [], [], []]
    assert decision.answer is None


def test_what_is_decided_is_told_in_its_order() -> None:
    decision = Decision().save(Book(id="b1"), LENT).save(Reader(id="ada")).remove(Book(id="b2"))
    assert decision.changes == [
        Change(Book(id="b1"), (LENT,)),
        Change(Reader(id="ada")),
        Change(Book(id="b2"), removed=True),
    ]
    assert decision.events == [LENT]


def test_reminders_are_set_and_dropped() -> None:
    decision = Decision().remind("back:b1", NOW, Remind(book_id="b1")).forget("back:b2")
    assert decision.reminders == [Reminder("back:b1", NOW, Remind(book_id="b1"))]
    assert decision.forgotten == ["back:b2"]


def test_two_decisions_share_nothing() -> None:
    Decision().save(Book(id="b1"), LENT).forget("back:b1")
    assert Decision() == Decision()
    assert not Decision().changes


def test_a_state_is_replaced_and_never_changed() -> None:
    book = Book(id="b1")
    with pytest.raises(ValidationError):
        book.__setattr__("lent_to", "ada")
    assert book.model_copy(update={"lent_to": "ada"}) != book


def test_a_state_of_a_newer_version_can_be_read_and_a_wish_with_unknown_words_cannot() -> None:
    assert Book.model_validate({"id": "b1", "shelf": 3}) == Book(id="b1")
    with pytest.raises(ValidationError):
        Lend.model_validate({"reader_id": "ada", "book_ids": ["b1"], "until": "tomorrow"})


def test_an_aggregate_is_found_by_nobody_unless_it_says_so() -> None:
    assert tuple(Book(id="b1").organisations()) == ()
    assert tuple(Reader(id="ada").organisations()) == ("library",)
    assert Book(id="b1").indexed() == {}
    assert not Book.HEARD
