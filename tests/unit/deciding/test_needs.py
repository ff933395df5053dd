from collections.abc import Callable, Generator, Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.deciding import (
    Need,
    Needing,
    Round,
    Unknown,
    consult,
    consult_each,
    need,
    need_each,
    require,
    require_each,
)
from tests.unit.deciding.library import Book

One = Callable[[type[Book], str], Needing[Any]]
Each = Callable[[type[Book], Iterable[str]], Needing[dict[str, Book]]]


def run(asking: Generator[Round, Any, Any], *given: Book) -> tuple[list[Round], Any]:
    """The rounds that were asked for, and what came of them."""
    shelf = {book.id: book for book in given}
    rounds: list[Round] = []
    try:
        wanted = next(asking)
        while True:
            rounds.append(wanted)
            wanted = asking.send([shelf.get(need.id) for need in wanted])
    except StopIteration as done:
        return rounds, done.value


@pytest.mark.parametrize(("ask", "is_guarded"), [(need, True), (require, True), (consult, False)])
def test_one_aggregate_is_asked_for_in_one_round(ask: One, is_guarded: bool) -> None:
    rounds, found = run(ask(Book, "b1"), Book(id="b1"))
    assert rounds == [(Need(Book, "b1", is_guarded),)]
    assert found == Book(id="b1")


@pytest.mark.parametrize("ask", [need, consult])
def test_what_does_not_exist_is_none(ask: One) -> None:
    assert run(ask(Book, "b1"))[1] is None


def test_what_is_required_and_does_not_exist_is_unknown() -> None:
    with pytest.raises(Unknown) as unknown:
        run(require(Book, "b1"))
    assert (unknown.value.kind, unknown.value.id) == ("books", "b1")


@pytest.mark.parametrize(("ask", "is_guarded"), [(need_each, True), (require_each, True), (consult_each, False)])
def test_many_are_asked_for_in_one_round_each_once(ask: Each, is_guarded: bool) -> None:
    rounds, found = run(ask(Book, ["b2", "b1", "b2"]), Book(id="b1"), Book(id="b2"))
    assert rounds == [(Need(Book, "b2", is_guarded), Need(Book, "b1", is_guarded))]
    assert found == {"b2": Book(id="b2"), "b1": Book(id="b1")}


@pytest.mark.parametrize("ask", [need_each, require_each, consult_each])
def test_nothing_is_asked_for_when_nothing_is_wanted(ask: Each) -> None:
    assert run(ask(Book, ())) == ([], {})


@pytest.mark.parametrize("ask", [need_each, require_each, consult_each])
def test_ids_may_come_from_a_stream_that_is_read_once(ask: Each) -> None:
    assert list(run(ask(Book, (f"b{number}" for number in (1, 2))), Book(id="b1"), Book(id="b2"))[1]) == ["b1", "b2"]


@given(st.lists(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_of_many_those_are_found_that_exist(wanted: list[str], present: set[str]) -> None:
    books = [Book(id=id) for id in sorted(present)]
    assert run(need_each(Book, wanted), *books)[1].keys() == present & set(wanted)


@given(st.lists(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_of_many_that_are_required_the_first_missing_one_is_named(wanted: list[str], present: set[str]) -> None:
    books = [Book(id=id) for id in sorted(present)]
    missing = next((id for id in wanted if id not in present), None)
    if missing is None:
        assert run(require_each(Book, wanted), *books)[1].keys() == set(wanted)
        return
    with pytest.raises(Unknown) as unknown:
        run(require_each(Book, wanted), *books)
    assert unknown.value.id == missing
