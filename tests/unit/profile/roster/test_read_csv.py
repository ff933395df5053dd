from collections.abc import Callable

import pytest

from services.profile.domain.roster import Line, LineError, RosterUnreadable, parse_csv, text_of, unreadable


def unreadable_file(text: str) -> RosterUnreadable:
    with pytest.raises(RosterUnreadable) as caught:
        parse_csv(text)
    return caught.value


def errors(line: Line) -> list[tuple[str, str]]:
    return [(error.field, error.message) for error in line.errors]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_usual_dialects_are_told_apart(delimiter: str, line_end: str, mark: bytes) -> None:
    rows = [["external_id", "name", "email"], [], ["1", '"Wren, ""A"";\t Ada"', ""], ["", "", ""]]
    content = mark + line_end.join(delimiter.join(row) for row in rows).encode()
    (line,) = parse_csv(text_of(content))
    assert line.number == 3
    assert line.declaration is not None
    assert line.declaration.name == 'Wren, "A"; Ada'


def test_headings_tell_the_delimiter_even_if_another_character_is_more_frequent() -> None:
    text = 'external_id;name;"roles, all, of, them"\n1;Ada;mentor\n'
    (line,) = parse_csv(text, {"columns": {"roles, all, of, them": "roles"}})
    assert line.declaration is not None


def test_a_line_is_numbered_where_it_starts() -> None:
    text = 'external_id,name,roles\n1,Ada,"mentor;\nmentee"\n\n2,Bo,"mentor;\n\nx"\n3,Cy,\n'
    first, second, third = parse_csv(text)
    assert [first.number, second.number, third.number] == [2, 5, 8]
    assert second.errors[0].line == 5
    assert first.declaration is not None
    assert first.declaration.roles == ("mentor", "mentee")


def test_every_fault_of_a_line_is_told_at_once() -> None:
    (line,) = parse_csv("external_id,name,shares_contact,zone,places_offered\n,Ada,perhaps,Europe/Rom,many\n")
    assert errors(line) == [
        ("shares_contact", '"perhaps" is neither yes nor no'),
        ("external_id", "is missing"),
        ("zone", '"Europe/Rom" is no time zone of the IANA database; the nearest is Europe/Rome'),
        ("places_offered", '"many" is not a whole number'),
    ]


def test_a_value_is_shown_as_it_stands_and_cut() -> None:
    (line,) = parse_csv(f"external_id,name,Weekly Hours\n1,Ada,{'x' * 100}\n")
    assert line.errors == (
        LineError(2, "Weekly Hours", f'"{"x" * 79}…" are no hours such as monday 09:00-12:00', f"{'x' * 79}…"),
    )


def test_the_second_line_with_an_external_id_is_refused() -> None:
    text = "external_id,name,places_offered\n1,Ada,\n1 ,Bo,\n2,Cy,many\n2,Di,\n1,Ed,\n"
    lines = list(parse_csv(text))
    assert [line.declaration is not None for line in lines] == [True, False, False, False, False]
    assert [errors(line) for line in lines[1:]] == [
        [("external_id", "stands in line 2 already")],
        [("places_offered", '"many" is not a whole number')],
        [("external_id", "stands in line 4 already")],
        [("external_id", "stands in line 2 already")],
    ]


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("1,Ada", "has too few cells: 2 under 3 headings"),
        ("1,Ada,a@example.org,x", "has too many cells: 4 under 3 headings"),
        ('1,"Ada" Wren,a@example.org', "a quotation mark within a cell"),
    ],
)
def test_a_misshapen_line_leaves_its_neighbours_alone(record: str, message: str) -> None:
    before, line, after = parse_csv(f"external_id,name,email\n0,Bo,\n{record}\n2,Cy,\n")
    assert before.declaration
    assert after.declaration
    assert (after.number, line.number, line.declaration) == (4, 3, None)
    assert [field for field, _ in errors(line)] == [""]
    assert errors(line)[0][1].startswith(message)


def test_a_column_without_heading_may_be_there_if_it_is_empty() -> None:
    good, bad = parse_csv("external_id,name,\n1,Ada,\n2,Bo,x\n")
    assert good.declaration
    assert errors(bad) == [("", "has a cell that stands under no heading")]


@pytest.mark.parametrize(
    ("headings", "heading", "nearest"),
    [
        ("external_id,name,e-mails", "e-mails", "email"),
        ("ext_id,name", "ext_id", "external_id"),
        ("external_id,name,Goal sought", "Goal sought", "goals_sought"),
        ("external_id,name,name", "name", "name"),
        ("external_id,email", None, "name"),
        ("name", None, "external_id"),
    ],
)
def test_headings_that_do_not_fit_are_named(headings: str, heading: str | None, nearest: str) -> None:
    problem = unreadable_file(f"{headings}\n")
    assert (problem.heading, problem.nearest) == (heading, nearest)
    assert (heading or nearest) in str(problem)


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", " \n"])
def test_an_empty_file_is_named(text: str) -> None:
    assert str(unreadable_file(text)) == "the file is empty"


def test_headings_alone_are_a_roster_of_nobody() -> None:
    assert list(parse_csv("external_id,name\n")) == []


def test_a_quotation_mark_that_is_never_closed_is_found_before_anything_is_taken() -> None:
    problem = unreadable_file('external_id,name\n1,Ada\n2,"Bo\n3,Cy\n')
    assert problem.line == 3
    assert "never closed" in str(problem)


def test_what_is_not_utf_8_is_found_with_its_line() -> None:
    with pytest.raises(RosterUnreadable, match="line 2 is not UTF-8") as caught:
        text_of("external_id,name\n1,Jürgen\n".encode("latin-1"))
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: "external_id,name\n" + "x,y\n" * (unreadable.MAX_LINES + 1), "more than 20,000 lines"),
        (lambda: "external_id,name\n1," + "x" * (unreadable.MAX_CELL + 1), "line 2: a cell has more than 10,000"),
        (lambda: "external_id,name\n1," + "x" * 200_000, "line 2: a cell has more than 10,000"),
        (lambda: ",".join(f"h{each}" for each in range(unreadable.MAX_COLUMNS + 1)), "201 columns; at most 200"),
        (lambda: "ä" * (unreadable.MAX_BYTES // 2 + 1), "bytes; at most 10,485,760 are read"),
    ],
)
def test_sizes_have_limits(make: Callable[[], str], message: str) -> None:
    assert message in str(unreadable_file(make()))


def test_the_limits_themselves_are_allowed() -> None:
    people = "".join(f"{each},Ada\n" for each in range(unreadable.MAX_LINES - 1))
    last = f"last,Ada,{'x' * unreadable.MAX_CELL}\n".replace(",Ada,", ",")
    lines = list(parse_csv(f"external_id,name\n{people}{last}"))
    assert len(lines) == unreadable.MAX_LINES
    assert errors(lines[-1]) == [("name", "is longer than 200 characters")]


def test_content_that_is_too_large_is_not_decoded() -> None:
    with pytest.raises(RosterUnreadable, match="split it"):
        text_of(b"\xff" * (unreadable.MAX_BYTES + 1))
