from services.profile.domain.imports.report import MOST_LISTED, ImportReport
from services.profile.domain.people.outcome import Outcome
from services.profile.domain.roster import Line, LineError
from tests.unit.profile.given import barely

BAD = Line(7, None, (LineError(7, "Zone", "is no time zone", "Mars"), LineError(7, "Name", "is missing", "")))


def test_good_lines_are_counted_by_what_became_of_the_person() -> None:
    report = ImportReport()
    for outcome in (Outcome.REGISTERED, Outcome.REGISTERED, Outcome.RETURNED, Outcome.UNCHANGED, Outcome.CHANGED):
        report.read(Line(1, barely()))
        report.became(outcome)
    assert (report.people, report.registered, report.returned, report.unchanged, report.changed) == (5, 2, 1, 1, 1)


def test_bad_lines_are_listed_fault_by_fault() -> None:
    report = ImportReport()
    report.read(BAD)
    assert (report.people, report.failed) == (1, 1)
    assert [(fault.line, fault.field, fault.value) for fault in report.lines] == [(7, "Zone", "Mars"), (7, "Name", "")]


def test_a_very_bad_file_does_not_make_an_endless_report() -> None:
    report = ImportReport()
    for _ in range(MOST_LISTED):
        report.read(BAD)
    assert (report.failed, len(report.lines), report.lines_not_listed) == (MOST_LISTED, MOST_LISTED, MOST_LISTED)
