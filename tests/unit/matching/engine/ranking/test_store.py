from dataclasses import fields
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.engine.columns import Lists, People
from services.matching.engine.ranking.pools import Pool
from services.matching.engine.ranking.row import Row, people_of
from services.matching.engine.ranking.store import Mentors
from tests.unit.matching.engine.ranking.rows import rows

POSITIONS = st.integers(0, 90)
CHANGES = st.lists(
    st.tuples(POSITIONS, st.none() | st.tuples(rows(), st.integers(0, 3), st.frozensets(st.integers(0, 2)))),
    max_size=30,
)
Known = dict[int, tuple[Row, int, frozenset[int]]]


def changed(changes: list[Any]) -> tuple[Mentors, Known]:
    """A store after these changes, and what it should hold."""
    mentors, known = Mentors(), Known()
    for position, said in changes:
        if said is None:
            mentors.remove(position)
            known.pop(position, None)
        else:
            row, places, programmes = said
            mentors.put(position, row, places=places, programmes=programmes)
            known[position] = said
    return mentors, known


def same(one: Any, other: Any) -> bool:
    if isinstance(one, Lists):
        return [one.row(at) for at in range(len(one))] == [other.row(at) for at in range(len(other))]
    return bool(np.array_equal(one, other))


def set_of(bits: Any) -> set[int]:
    return set(np.flatnonzero(np.unpackbits(bits.view(np.uint8), bitorder="little")).tolist())


@given(CHANGES, st.booleans())
@settings(deadline=None, max_examples=60)
def test_after_any_changes_the_store_holds_what_was_said_last(changes: list[Any], required: bool) -> None:
    mentors, known = changed(changes)
    order = sorted(known)
    expected = people_of(
        [known[position][0] for position in order],
        screening_required=required,
        discipline_words=mentors.widths()[0],
        language_words=mentors.widths()[1],
    )
    found = mentors.people(screening_required=required).rows(np.array(order, np.int64))
    assert [
        field.name for field in fields(People) if not same(getattr(found, field.name), getattr(expected, field.name))
    ] == []
    assert mentors.places[order].tolist() == [known[position][1] for position in order]
    assert len(mentors) == len(known)


@given(CHANGES)
@settings(deadline=None, max_examples=60)
def test_sets_hold_exactly_those_who_are_in_them(changes: list[Any]) -> None:
    mentors, known = changed(changes)
    for programme in range(3):
        expected = {position for position, (_, _, programmes) in known.items() if programme in programmes}
        assert set_of(mentors.enrolled(programme)) == expected
    assert set_of(mentors.free()) == {position for position, (_, places, _) in known.items() if places}
    present = {position for position in range(91) if mentors.holds(position)}
    assert present == set(known)


def test_what_changes_leave_behind_is_given_back() -> None:
    pool = Pool()
    pool.reserve(10)
    for turn in range(2_000):
        pool.put(turn % 10, dict.fromkeys(range(1 + turn % 40), turn))
    assert len(pool.column) <= 4 * 10 * 40
    assert [pool.rows(10).row(at) for at in range(10)] == [
        dict.fromkeys(range(31 + at), 1_990 + at) for at in range(9)
    ] + [dict.fromkeys(range(40), 1_999)]


def test_a_mentor_is_a_few_hundred_bytes() -> None:
    mentors = Mentors()
    row = Row(organisation=0, skills=dict.fromkeys(range(6), 5), years={0: 700, 1: 300}, goals_offered=5)
    for position in range(4_096):
        mentors.put(position, row, places=1, programmes=(0,))
    assert mentors.nbytes / len(mentors) < 350
