"""What is written as a roster is read back as it was."""

import csv
from collections.abc import Sequence
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.profile.domain.roster import PersonDeclaration, RosterUnreadable, parse_csv, parse_ndjson, to_csv_row
from tests.unit.profile.roster.declarations import declarations


def as_csv(people: Sequence[PersonDeclaration], delimiter: str, line_end: str) -> str:
    text = StringIO(newline="")
    writer = csv.DictWriter(text, list(PersonDeclaration.model_fields), delimiter=delimiter, lineterminator=line_end)
    writer.writeheader()
    writer.writerows(map(to_csv_row, people))
    return text.getvalue()


def distinct(people: list[PersonDeclaration]) -> list[PersonDeclaration]:
    return list({person.external_id: person for person in people}.values())


@given(
    people=st.lists(declarations(), min_size=1, max_size=3).map(distinct),
    delimiter=st.sampled_from([",", ";", "\t"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_people_written_as_csv_are_read_back_equal(
    people: list[PersonDeclaration], delimiter: str, line_end: str, mark: str
) -> None:
    read = list(parse_csv(mark + as_csv(people, delimiter, line_end)))
    assert [line.errors for line in read] == [()] * len(people)
    assert [line.declaration for line in read] == people


@given(people=st.lists(declarations(), min_size=1, max_size=3).map(distinct))
def test_people_written_as_ndjson_are_read_back_equal(people: list[PersonDeclaration]) -> None:
    text = "\r\n".join(person.model_dump_json() for person in people)
    assert [line.declaration for line in parse_ndjson(text)] == people


@given(text=st.text(max_size=300))
def test_no_text_is_more_than_unreadable(text: str) -> None:
    for parse in (parse_csv, parse_ndjson):
        try:
            lines = list(parse(f"external_id,name\n{text}"))
        except RosterUnreadable:
            continue
        assert all((line.declaration is None) == bool(line.errors) for line in lines)


@pytest.mark.parametrize("order", [("law", "art"), ("art", "law")])
def test_the_main_discipline_stays_first(order: tuple[str, str]) -> None:
    person = PersonDeclaration(external_id="a", name="Ada", disciplines=dict.fromkeys(order, 1.0))
    (line,) = parse_csv(as_csv([person], ",", "\n"))
    assert line.declaration is not None
    assert tuple(line.declaration.disciplines) == order
