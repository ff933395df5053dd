import json
from typing import Any

import pytest

from services.profile.domain.roster import LineError, RosterUnreadable, parse_ndjson, unreadable


def person(**said: Any) -> str:
    return json.dumps({"external_id": "1", "name": "Ada", **said})


def test_each_line_is_a_person_and_empty_ones_are_skipped() -> None:
    bo = '{"external_id": "2", "name": "Bo\u2028Li"}'
    first, second = parse_ndjson(f"\ufeff{person()}\r\n \r\n{bo}")
    assert [first.number, second.number] == [1, 3]
    assert first.declaration
    assert second.declaration


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"external_id": "1"', "is not JSON: "),
        ("[]", "is not a JSON object"),
        ("null", "is not a JSON object"),
        ('{"external_id": "1", "external_id": "2", "name": "Ada"}', 'names "external_id" twice'),
        ('{"external_id": "1", "name": "Ada", "disciplines": {"law": NaN}}', "NaN is not a number of JSON"),
        ('{"external_id": "1", "name": "\\ud800"}', "holds half of a character"),
        ("[" * 200_000, "is not a person: nested too deeply"),
        ('{"places_offered": ' + "1" * 5_000 + "}", "Exceeds the limit"),
    ],
)
def test_what_is_no_person_leaves_its_neighbours_alone(text: str, message: str) -> None:
    before, line, after = parse_ndjson(f"{person()}\n{text}\n{person(external_id='2')}\n")
    assert before.declaration
    assert after.declaration
    (found,) = line.errors
    assert (found.line, found.field) == (2, "")
    assert found.message.startswith(message)


def test_faults_are_told_by_field_with_what_stands_there() -> None:
    (line,) = parse_ndjson(person(strengths={"law": 9}, nickname="A"))
    assert line.errors == (
        LineError(1, "strengths", 'law: "9" is more than 5', '{"law": 9}'),
        LineError(1, "nickname", "is no field of a person; the nearest is name", "A"),
    )


def test_what_is_missing_is_named() -> None:
    (line,) = parse_ndjson("{}")
    assert line.errors == (LineError(1, "external_id", "is missing", ""), LineError(1, "name", "is missing", ""))


def test_the_second_line_with_an_external_id_is_refused() -> None:
    _, second = parse_ndjson(f"{person()}\n{person()}\n")
    assert second.errors == (LineError(2, "external_id", "stands in line 1 already", "1"),)


def test_sizes_have_limits() -> None:
    with pytest.raises(RosterUnreadable, match="more than 20,000 lines"):
        parse_ndjson("{}\n" * (unreadable.MAX_LINES + 1))
    with pytest.raises(RosterUnreadable, match="the file is empty"):
        parse_ndjson("\n")


def test_a_line_that_is_all_wrong_has_not_endless_errors() -> None:
    many, endless = parse_ndjson(f"{person(roles=['x'] * 200)}\n{person(external_id='2', roles=['x'] * 201)}")
    assert len(many.errors) == 20
    assert [error.message for error in endless.errors] == ["has more than 200 entries"]
