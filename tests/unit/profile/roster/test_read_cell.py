import time as stopwatch
from contextlib import suppress
from datetime import time

import pytest

from mentormesh_contracts.people import WeeklyHours
from mentormesh_contracts.vocabulary import Weekday
from services.profile.domain.roster import PersonDeclaration
from services.profile.domain.roster.read_cell import FORMS, read_cell
from services.profile.domain.roster.separators import Separators
from services.profile.domain.roster.wording import Wording


def test_every_field_has_a_form_in_the_order_of_the_declaration() -> None:
    assert list(FORMS) == list(PersonDeclaration.model_fields)


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("goals_sought", "Career Development; knowledge-transfer;;", ("career_development", "knowledge_transfer")),
        ("screening", " Cleared ", "cleared"),
        (
            "weaknesses",
            "Data Analysis; https://esco.example/Skill/1",
            ("data-analysis", "https://esco.example/Skill/1"),
        ),
        ("strengths", "python: 4; https://esco.example/x:2", {"python": "4", "https://esco.example/x": "2"}),
        ("disciplines", "engineering:12;law : 3,5", {"engineering": "12", "law": "3.5"}),
        ("wished_qualities", "Empathy and appreciation: .8", {"empathy_and_appreciation": ".8"}),
        ("languages", "EN; de_at; PT-BR", ("en", "de-at", "pt-BR")),
        ("never_with_external_ids", r"A;B\;C; D\\;E\F", ("A", "B;C", "D\\", "E\\F")),
        ("places_offered", " 2 ", "2"),
        ("shares_contact", "YES", True),
        ("shares_contact", "0", False),
        ("shares_contact", "False", False),
        ("area_sought", "Civil Engineering", "civil-engineering"),
        ("name", " \t ", None),
        ("roles", " ", None),
    ],
)
def test_cells_are_read_as_people_write_them(field: str, cell: str, value: object) -> None:
    assert read_cell(field, cell) == value


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("monday 09:00-12:00", (Weekday.MONDAY, time(9), time(12))),
        ("Monday: 9:00 – 12:30", (Weekday.MONDAY, time(9), time(12, 30))),
        ("sunday 20:00-24:00", (Weekday.SUNDAY, time(20), time(0))),
        ("sunday 00:00-00:00", (Weekday.SUNDAY, time(0), time(0))),
        ("friday 08:15:30-09:00", (Weekday.FRIDAY, time(8, 15, 30), time(9))),
    ],
)
def test_hours_are_read_as_people_write_them(cell: str, hours: tuple[Weekday, time, time]) -> None:
    read = PersonDeclaration.model_validate(
        {"external_id": "a", "name": "Ada", "weekly_hours": read_cell("weekly_hours", f"{cell};")}
    )
    assert read.weekly_hours == (WeeklyHours(day=hours[0], start=hours[1], end=hours[2]),)


@pytest.mark.parametrize(
    ("field", "cell", "problem"),
    [
        ("shares_contact", "perhaps", '"perhaps" is neither yes nor no'),
        ("strengths", "python: 4; law", '"law" is no pair such as python: 3'),
        ("strengths", ": 4", '": 4" is no pair such as python: 3'),
        ("strengths", "python: 4; Python: 2", '"Python" is named twice'),
        ("weekly_hours", "monday", '"monday" are no hours such as monday 09:00-12:00'),
        ("weekly_hours", "09:00-12:00", '"09:00-12:00" are no hours such as monday 09:00-12:00'),
        ("weekly_hours", "monday 9-12", '"9" is no time of day such as 09:30'),
        ("weekly_hours", "monday 09:00-1 pm", '"1 pm" is no time of day such as 09:30'),
        ("weekly_hours", "monday 09:00-12:00 13:00-15:00",
         '"monday 09:00-12:00 13:00-15:00" are no hours such as monday 09:00-12:00'),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_how_it_is_written(field: str, cell: str, problem: str) -> None:
    with pytest.raises(ValueError, match=r"^") as caught:
        read_cell(field, cell)
    assert str(caught.value) == problem


WORDS = Wording(
    {"both": "mentor; mentee", "n/a": "", "mo": "monday", "weekends": "saturday 10:00-12:00; sunday 10:00-12:00",
     "good": "4", "spreadsheets": "excel"},
    Separators("/", "="),
)  # fmt: skip


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("roles", "BOTH", ("mentor", "mentee")),
        ("roles", "n/a", None),
        ("goals_sought", "problem solving/network building", ("problem_solving", "network_building")),
        ("strengths", "Spreadsheets = good / law=2", {"excel": "4", "law": "2"}),
        ("weekly_hours", "Mo 09:00-12:00/weekends", 3),
        ("disciplines", "law=2,5", {"law": "2.5"}),
    ],
)
def test_a_partner_s_words_and_separators_are_read(field: str, cell: str, value: object) -> None:
    read = read_cell(field, cell, WORDS)
    assert len(read) == value if isinstance(read, tuple) and isinstance(value, int) else read == value


@pytest.mark.parametrize("field", FORMS)
@pytest.mark.parametrize(
    "cell", [" " * 9_998 + "x", "x" + " " * 9_998 + "y", "1" * 10_000, "\\" * 10_000, "-:" * 5_000]
)
def test_no_cell_takes_long(field: str, cell: str) -> None:
    began = stopwatch.process_time()
    with suppress(ValueError):
        read_cell(field, cell)
    assert stopwatch.process_time() - began < 0.5
