import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.roster import split
from cli.roster.form import Form
from cli.roster.split import parts_of
from services.profile.domain.roster import parse_csv, parse_ndjson

HEADINGS = "external_id,name\n"


def test_a_roster_within_the_limits_goes_as_it_is() -> None:
    content = b"\xef\xbb\xbfexternal_id;name\r\n1;Ada\r\n"
    assert parts_of(content, Form.CSV) == [content]


def test_every_part_has_the_headings_and_the_line_numbers_of_the_whole() -> None:
    parts = parts_of(f"{HEADINGS}1,Ada\n2,Bo\n3,Cy\n4,Di\n5,Ed\n".encode(), Form.CSV, most=2)
    assert parts == [
        b"external_id,name\n1,Ada\n2,Bo\n",
        b"external_id,name\n\n\n3,Cy\n4,Di\n",
        b"external_id,name\n\n\n\n\n5,Ed\n",
    ]


def test_a_person_over_several_lines_stays_whole() -> None:
    parts = parts_of(f'{HEADINGS}1,"A\nda"\n2,Bo\n3,"C\n\ny"\n'.encode(), Form.CSV, most=2)
    assert parts == [b'external_id,name\n1,"A\nda"\n2,Bo\n', b'external_id,name\n\n\n\n3,"C\n\ny"\n']


def test_quotation_marks_count_by_the_separator_of_the_file() -> None:
    content = 'external_id;name\n1;"A\nda"\n2;Bo, "the first\n3;Cy\n'
    assert b"".join(parts_of(content.encode(), Form.CSV, most=2)).count(b"external_id") == 2


def test_json_has_no_headings() -> None:
    assert parts_of(b"{1}\n{2}\n{3}", Form.NDJSON, most=2) == [b"{1}\n{2}\n", b"\n\n{3}"]


def test_a_part_is_no_larger_than_the_api_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(split, "MOST_BYTES", 60)
    parts = parts_of(HEADINGS.encode() + b"".join(b"%d,Somebody\n" % number for number in range(30)), Form.CSV)
    assert len(parts) > 5
    assert all(len(part) <= 60 for part in parts[:5])


cells = st.text(st.sampled_from('ab,;"\n\r\\ é'), max_size=8)


@given(st.lists(st.tuples(cells, cells), min_size=3, max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_the_parts_say_what_the_whole_says(rows: list[tuple[str, str]], ending: str) -> None:
    text = StringIO(newline="")
    csv.writer(text, lineterminator=ending).writerows([("external_id", "name"), *rows])
    whole = list(parse_csv(text.getvalue()))
    parts = parts_of(text.getvalue().encode(), Form.CSV, most=2)
    by_parts = [line for part in parts for line in parse_csv(part.decode())]
    assert [line.number for line in by_parts] == [line.number for line in whole]


@given(st.lists(st.sampled_from(['{"name": "Ada"}', "", "no json", "{}"]), min_size=3, max_size=12))
def test_the_parts_of_json_have_the_faults_of_the_whole(lines: list[str]) -> None:
    text = "\n".join(["{}", *lines])
    parts = [part.decode() for part in parts_of(text.encode(), Form.NDJSON, most=2)]
    faults = [line.errors for part in parts if part.strip() for line in parse_ndjson(part)]
    assert faults == [line.errors for line in parse_ndjson(text)]
