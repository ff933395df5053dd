import pytest

from services.deciding import Unknown
from services.deciding.trial import decide
from tests.unit.deciding.library import CONTEXT, Book, BookLent, BookLentOut, Lend, Reader, lend

LEND = Lend(reader_id="ada", book_ids=("b1", "b2"))


def test_a_rule_gets_what_it_asks_for_and_answers_with_a_decision() -> None:
    decision = decide(lend(LEND, CONTEXT), [Reader(id="ada"), Book(id="b1"), Book(id="b2")])
    assert [(type(change.state), change.state.id) for change in decision.changes] == [
        (Reader, "ada"),
        (Book, "b1"),
        (Book, "b2"),
    ]
    assert [type(event) for event in decision.events] == [BookLent, BookLent]
    assert decision.answer == ["b1", "b2"]


def test_what_is_not_given_does_not_exist() -> None:
    assert decide(lend(LEND, CONTEXT), [Reader(id="ada"), Book(id="b2")]).answer == ["b2"]
    with pytest.raises(Unknown) as unknown:
        decide(lend(LEND, CONTEXT))
    assert (unknown.value.kind, unknown.value.id) == ("readers", "ada")


def test_the_same_id_of_another_kind_is_another_aggregate() -> None:
    with pytest.raises(Unknown):
        decide(lend(LEND, CONTEXT), [Book(id="ada")])


def test_what_a_rule_refuses_comes_out() -> None:
    with pytest.raises(BookLentOut):
        decide(lend(LEND, CONTEXT), [Reader(id="ada"), Book(id="b1", lent_to="bo")])


def test_deciding_twice_on_the_same_states_comes_to_the_same_and_leaves_them_alone() -> None:
    given = [Reader(id="ada"), Book(id="b1")]
    assert decide(lend(LEND, CONTEXT), given) == decide(lend(LEND, CONTEXT), given)
    assert given == [Reader(id="ada"), Book(id="b1")]
