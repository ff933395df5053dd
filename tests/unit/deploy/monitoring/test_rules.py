"""Prometheus's own tool reads the rules, and tries each of them: what makes it fire, and what must not."""

import subprocess
from pathlib import Path

import pytest
import yaml

from deploy.local.errors import ServerNotAvailable
from deploy.local.prometheus import promtool
from deploy.monitoring import runbooks
from deploy.monitoring.alerts import OBJECTIVES, SYMPTOMS, rule_files
from deploy.monitoring.alerts.tempo import DAY, HOUR, MINUTE, Tempo
from tests.unit.deploy.monitoring.rule_cases import CASES

ALERTS = {each.alert: each.runbook for each in (*OBJECTIVES, *SYMPTOMS)}


@pytest.fixture(scope="module")
def tool() -> str:
    """Where it is; without it nothing can be said here."""
    try:
        return promtool()
    except ServerNotAvailable as missing:
        pytest.skip(str(missing))


@pytest.fixture
def rules(tmp_path: Path) -> list[str]:
    """The files, as Prometheus reads them."""
    for name, text in rule_files().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return list(rule_files())


def run(tool: str, directory: Path, *arguments: str) -> None:
    ended = subprocess.run([tool, *arguments], cwd=directory, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_prometheus_accepts_the_rules(tool: str, tmp_path: Path, rules: list[str]) -> None:
    run(tool, tmp_path, "check", "rules", *rules)


@pytest.mark.parametrize("alert", ALERTS)
def test_an_alert_fires_when_it_should_and_stays_quiet_when_not(
    tool: str, tmp_path: Path, rules: list[str], alert: str
) -> None:
    own = [case for case in CASES if case.alert == alert]
    assert {bool(case.severities) for case in own} == {True, False}
    link = f"http://grafana{runbooks.address(ALERTS[alert])}"
    for step in {case.step for case in own}:
        groups = [case.as_promtool({"summary": case.summary, "runbook_url": link}) for case in own if case.step == step]
        cases = {"rule_files": rules, "evaluation_interval": step, "tests": groups}
        (tmp_path / f"{step}.yml").write_text(yaml.safe_dump(cases, sort_keys=False), encoding="utf-8")
        run(tool, tmp_path, "test", "rules", f"{step}.yml")


def test_a_faster_tempo_changes_times_and_nothing_else() -> None:
    assert [Tempo(60).span(seconds) for seconds in (MINUTE, HOUR, DAY, 30)] == ["1s", "1m", "24m", "500ms"]
    assert Tempo().span(90 * MINUTE) == "90m"
    for name, text in rule_files().items():
        usual, fast = (yaml.safe_load(each)["groups"][0]["rules"] for each in (text, rule_files(Tempo(60))[name]))
        assert [rule.get("alert") or rule["record"] for rule in usual] == [
            rule.get("alert") or rule["record"] for rule in fast
        ]


def test_every_alert_has_its_severity_and_its_page() -> None:
    for text in rule_files().values():
        for rule in yaml.safe_load(text)["groups"][0]["rules"]:
            if "alert" in rule:
                assert rule["labels"]["severity"] in ("page", "ticket")
                assert rule["annotations"]["summary"].endswith(".")
                assert rule["annotations"]["runbook_url"].endswith(runbooks.address(ALERTS[rule["alert"]]))


def test_the_page_on_dashboards_knows_every_alert() -> None:
    page = (Path(__file__).parents[4] / "docs/dashboards.md").read_text(encoding="utf-8")
    for alert in ALERTS:
        assert f"`{alert}`" in page, alert
    for objective in OBJECTIVES:
        assert objective.promise in page, objective.name
