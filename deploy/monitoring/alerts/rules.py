"""From objectives and symptoms to the rules that Prometheus reads."""

from collections.abc import Iterator
from typing import Any

import yaml

from deploy.monitoring.alerts.objectives import BUDGET, OBJECTIVES, Burn, Objective
from deploy.monitoring.alerts.symptoms import PAGE, SYMPTOMS, TICKET, Symptom
from deploy.monitoring.alerts.tempo import HOUR, TRUE, Tempo
from deploy.monitoring.runbooks import address

Rule = dict[str, Any]
ERRORS, BURN, LEFT = (
    "mentormesh:objective:error_ratio",
    "mentormesh:objective:burn_rate",
    "mentormesh:objective:budget_left",
)
HEAD = "# Written by `make schemas` from deploy/monitoring: change it there.\n"
WIDTH = 70
GRAFANA = "{{ $externalLabels.grafana }}"


class _Indented(yaml.SafeDumper):
    """Lists stand further in than what they belong to, as in every other file here."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Never without."""
        super().increase_indent(flow, False)


def rule_files(tempo: Tempo = TRUE) -> dict[str, str]:
    """The files by name."""
    return {
        "objectives.yml": _file("objectives", [rule for each in OBJECTIVES for rule in _of_objective(each, tempo)]),
        "symptoms.yml": _file("symptoms", [_of_symptom(each, tempo) for each in SYMPTOMS]),
    }


def _file(name: str, rules: list[Rule]) -> str:
    group = {"name": f"mentormesh-{name}", "rules": rules}
    document = {"groups": [group]}
    return HEAD + yaml.dump(document, Dumper=_Indented, sort_keys=False, width=WIDTH, allow_unicode=True)


def _of_objective(objective: Objective, tempo: Tempo) -> Iterator[Rule]:
    def recorded(name: str, expression: str) -> Rule:
        return {"record": name, "expr": expression, "labels": {"objective": objective.name}}

    budget = f"{1 - objective.target:g}"
    for window in objective.windows:
        yield recorded(_name(ERRORS, window), objective.errors(tempo.span(window)))
    yield recorded(_name(BURN, HOUR), f"{_errors(objective, HOUR)} / {budget}")
    yield recorded(LEFT, f"1 - {_errors(objective, BUDGET)} / {budget}")
    for severity, burns in ((PAGE, objective.page), (TICKET, objective.ticket)):
        if burns:
            expression = " or ".join(f"({_burning(objective, burn, budget)})" for burn in burns)
            summary = f"The budget for errors is used up too fast. Promised: {objective.promise}."
            yield _alert(objective.alert, expression, 0, severity, summary, objective.runbook, tempo)


def _burning(objective: Objective, burn: Burn, budget: str) -> str:
    parts = (f"{_errors(objective, window)} > {burn.factor:g} * {budget}" for window in (burn.long, burn.short))
    return " and ".join(parts)


def _errors(objective: Objective, window: int) -> str:
    return f'{_name(ERRORS, window)}{{objective="{objective.name}"}}'


def _name(what: str, window: int) -> str:
    return f"{what}{TRUE.span(window)}"


def _of_symptom(symptom: Symptom, tempo: Tempo) -> Rule:
    expression = symptom.expression(tempo)
    return _alert(symptom.alert, expression, symptom.lasts, symptom.severity, symptom.summary, symptom.runbook, tempo)


def _alert(name: str, expression: str, lasts: int, severity: str, summary: str, runbook: str, tempo: Tempo) -> Rule:
    waits = {"for": tempo.span(lasts)} if lasts else {}
    annotations = {"summary": summary, "runbook_url": GRAFANA + address(runbook)}
    return {"alert": name, "expr": expression, **waits, "labels": {"severity": severity}, "annotations": annotations}
