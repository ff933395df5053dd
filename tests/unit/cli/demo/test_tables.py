from io import StringIO

from rich.console import Console

from cli.demo.report.explanations import Change, Told
from cli.demo.report.model import Figures
from cli.demo.report.reasons import Part, Why
from cli.demo.report.tables import print_report
from mentormesh_contracts.vocabulary import Criterion
from tests.unit.cli.demo.given import figures

TOLD = Told(cycle_id="c", mentorship_id="m", mentee="weidenfurt-university/2600396", value=0.7, points=0.07, score=0.6)
CHANGE = Change(
    programme="Crossing the river",
    mentor="weidenfurt-university/2600219",
    before=TOLD,
    after=TOLD.model_copy(update={"value": 0.83}),
    same_mentee=False,
    raters=7,
    scores={"empathy_and_appreciation": 0.83, "communication": 0.5},
)
PAIR = Why(
    programme="Crossing the river",
    mentor="weidenfurt-university/2600219",
    mentee="weidenfurt-university/2600396",
    score=0.701,
    rank=2,
    eligible=1_204,
    alternative_score=0.664,
    price=0.031,
    parts=[],
)


def printed(told: Figures) -> str:
    out = StringIO()
    print_report(Console(width=100, file=out, highlight=False), told)
    return out.getvalue()


def test_the_report_fits_a_hundred_columns() -> None:
    assert max(len(line.rstrip()) for line in printed(figures(explanation=CHANGE)).splitlines()) <= 100


def test_a_network_in_which_everything_holds_is_said_to_live() -> None:
    told = printed(figures())
    assert "The network lives" in told
    assert "Every invariant holds" in told


def test_every_broken_invariant_is_named() -> None:
    told = printed(figures(invariants_broken=["places: mentor 1 has 3 of 2", "sequence: a gap"]))
    assert "Something is broken" in told
    assert "places: mentor 1 has 3 of 2" in told
    assert "sequence: a gap" in told


def test_of_very_many_the_first_are_named_and_the_rest_is_counted() -> None:
    told = printed(figures(invariants_broken=[f"fault {number}" for number in range(50)]))
    assert "fault 19" in told
    assert "fault 20" not in told
    assert "and 30 more" in told


def test_an_explanation_is_shown_before_and_after() -> None:
    told = printed(figures(explanation=CHANGE))
    assert "0.70" in told
    assert "0.83" in told
    assert "7 people have" in told


def test_a_pair_is_explained_by_parts_that_sum_to_its_score() -> None:
    parts = [Part(criterion=each, weight=0.125, value=1 / 3, points=0.125 / 3) for each in Criterion]
    told = printed(figures(pair=PAIR.model_copy(update={"parts": parts})))
    assert "number 2 of 1,204 who were eligible; the next gave 0.664; the place cost 0.031" in " ".join(told.split())
    assert all(each.replace("_", " ") in told for each in Criterion)


def test_an_audit_tells_what_was_proven_and_that_the_receipt_was_replayed() -> None:
    told = printed(figures())
    assert "0123456789ab…" in told
    assert "the same" in told
    assert "0.000012" in told


def test_what_is_left_behind_stands_out() -> None:
    told = printed(figures(dead_letters=2))
    assert any(line.split() == ["dead", "letters", "2"] for line in told.splitlines())


def test_a_run_in_which_nothing_happened_can_be_told_of_as_well() -> None:
    nothing = figures(rosters=[], cycles=[], sessions={}, goals={}, scores={}, phases=[], events_by_type={}, feedback=0)
    assert "Matching cycles" in printed(nothing)
