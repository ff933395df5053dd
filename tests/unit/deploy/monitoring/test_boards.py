"""Each panel asks a question, answers it from metrics that there are, and links to what to do."""

import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import promql_parser
import pytest

from deploy.monitoring import runbooks
from deploy.monitoring.asking import WINDOW, Board, Question
from deploy.monitoring.boards import BOARDS
from deploy.monitoring.generated import FILES
from services.chassis.observability.catalogue import CATALOGUE, Described

ROOT = Path(__file__).parents[4]
SERVICES = ("partners", "profile", "matching", "scheduling", "feedback")
NOT_OURS = re.compile(r"\b(up|process_\w+|scrape_\w+|mentormesh:\w+:\w+)\b")
PARTS = re.compile(r"_(bucket|sum|count)$")
QUESTIONS = [(board, question) for board in BOARDS for question in board.questions]


@pytest.fixture(scope="module")
def catalogue() -> dict[str, Described]:
    for service in SERVICES:
        import_module(f"services.{service}.measures")
    return {described.name: described for described in CATALOGUE}


def named(board: Board, question: Question) -> str:
    return f"{board.uid}: {question.title}"


@pytest.mark.parametrize(("board", "question"), QUESTIONS, ids=[named(*each) for each in QUESTIONS])
def test_a_panel_asks_a_question_and_has_answers_that_can_be_asked(
    board: Board, question: Question, catalogue: dict[str, Described]
) -> None:
    assert question.title.endswith("?")
    assert question.runbook in runbooks.names()
    assert question.answers
    for answer in question.answers:
        expression = answer.expression.replace(WINDOW, "1m")
        promql_parser.parse(expression)
        metrics = re.findall(r"\bmentormesh_\w+", expression)
        assert metrics or NOT_OURS.search(expression), expression
        for metric in metrics:
            assert PARTS.sub("", metric) in catalogue or metric in catalogue, metric
        for choice in re.findall(r"\$(?!__)(\w+)", expression):
            assert choice in {each.name for each in board.choices}, choice


@pytest.mark.parametrize(("board", "question"), QUESTIONS, ids=[named(*each) for each in QUESTIONS])
def test_a_panel_names_labels_that_its_metrics_have(
    board: Board, question: Question, catalogue: dict[str, Described]
) -> None:
    for answer in question.answers:
        for metric, labels in selected(answer.expression):
            if (described := catalogue.get(metric) or catalogue.get(PARTS.sub("", metric))) is None:
                continue
            known = {*described.labels, "le", "instance", "deployment", "job"}
            assert labels <= known, f"{metric} has no {labels - known}"


def selected(expression: str) -> Iterator[tuple[str, set[str]]]:
    """Metrics with the labels by which they are chosen."""
    for metric, matchers in re.findall(r"\b(mentormesh_\w+)(?:\{([^}]*)\})?", expression):
        yield metric, set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", matchers))


def test_boards_fill_their_rows() -> None:
    for board in BOARDS:
        for row in board.rows:
            assert sum(question.width for question in row.questions) % 24 == 0, (board.uid, row.title)


def test_what_is_committed_has_one_panel_a_question_with_a_link_and_a_number_of_its_own() -> None:
    for board in BOARDS:
        written = json.loads((ROOT / FILES / "dashboards" / f"{board.uid}.json").read_text())
        panels = [panel for panel in written["panels"] if panel["type"] != "row"]
        assert [panel["title"] for panel in panels] == [question.title for question in board.questions]
        assert len({panel["id"] for panel in written["panels"]}) == len(written["panels"])
        for panel, question in zip(panels, board.questions, strict=True):
            assert panel["links"][0]["url"] == runbooks.address(question.runbook)


def test_each_metric_of_an_organisation_is_on_its_board(catalogue: dict[str, Described]) -> None:
    board = next(board for board in BOARDS if board.uid == "mentormesh-organisation")
    asked = " ".join(answer.expression for question in board.questions for answer in question.answers)
    for name in catalogue:
        if name.startswith("mentormesh_organisation_"):
            assert name in asked, name
