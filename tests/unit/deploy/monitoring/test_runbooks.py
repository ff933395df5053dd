"""Runbooks name what there is: panels, metrics, commands, requests, settings and other pages."""

import json
import re
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from deploy.monitoring import runbooks
from deploy.monitoring.alerts import OBJECTIVES, SYMPTOMS
from deploy.monitoring.boards import BOARDS
from services.chassis.observability.catalogue import CATALOGUE
from services.chassis.settings import Settings

ROOT = Path(__file__).parents[4]
TITLES = {question.title for board in BOARDS for question in board.questions}
USED = {question.runbook for board in BOARDS for question in board.questions}
USED |= {each.runbook for each in (*OBJECTIVES, *SYMPTOMS)}


@pytest.fixture(params=runbooks.names())
def page(request: pytest.FixtureRequest) -> str:
    """One after another, on a line of its own."""
    return " ".join(runbooks.text(request.param).split())


def test_each_is_used_and_each_that_is_used_is_there() -> None:
    assert set(runbooks.names()) >= USED
    overview = (runbooks.DIRECTORY / "README.md").read_text()
    for name in runbooks.names():
        assert f"- [{runbooks.title(name)}]({name}.md)" in overview
    mentioned = {name for name in runbooks.names() for other in runbooks.names() if name in runbooks.text(other)}
    assert set(runbooks.names()) <= USED | mentioned


def test_each_says_what_it_means_what_to_look_at_what_to_do_and_when_it_is_over(page: str) -> None:
    places = [page.find(f"**{part}") for part in ("It means", "Look at", "Do", "It is over when")]
    assert -1 not in places
    assert places == sorted(places)


def test_panels_that_are_named_are_there(page: str) -> None:
    for title in re.findall(r'"([^"]+\?)"', page):
        assert any(each.startswith(title.removesuffix("?")) for each in TITLES), title


def test_metrics_that_are_named_are_there(page: str) -> None:
    for service in ("partners", "profile", "matching", "scheduling", "feedback"):
        import_module(f"services.{service}.measures")
    known = {described.name for described in CATALOGUE}
    assert set(re.findall(r"`(mentormesh_\w+)`", page)) <= known


def test_commands_that_are_named_are_there(page: str) -> None:
    for command in re.findall(r"`mentormesh ([^`]+)`", page):
        words = command.split()
        verb = [word for word in words[:2] if re.fullmatch(r"[a-z-]+", word) and not word.startswith("-")]
        verb = verb[:1] if verb[0] in ("serve", "doctor", "replay") else verb
        told = CliRunner().invoke(app, [*verb, "--help"])
        assert told.exit_code == 0, command
        for option in re.findall(r"--[a-z-]+", command):
            assert option in told.output, command


def test_requests_that_are_named_are_there(page: str) -> None:
    paths = json.loads((ROOT / "docs/openapi/all.json").read_text())["paths"]
    for method, path in re.findall(r"`(GET|POST) (/v1/[^`?]+)", page):
        assert method.lower() in paths[path], path


def test_settings_and_pages_that_are_named_are_there(page: str) -> None:
    for setting in re.findall(r"\bMENTORMESH_([A-Z_]+)\b", page):
        assert setting.lower() in Settings.model_fields, setting
    for path in re.findall(r"\b(?:docs|deploy)/[\w./-]+\.\w+", page):
        assert (ROOT / path).exists(), path
