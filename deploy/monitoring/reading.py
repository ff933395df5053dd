"""The runbooks as a dashboard: one panel of text each."""

from grafana_foundation_sdk.builders import dashboard, text
from grafana_foundation_sdk.models.text import TextMode

from deploy.monitoring import runbooks
from deploy.monitoring.drawing import TAG, as_json

HEIGHT, WIDTH = 14, 12


def drawn_runbooks() -> str:
    """Its JSON. The first panel is the overview, below it one for each runbook, by its number."""
    built = (
        dashboard.Dashboard("MentorMesh: runbooks")
        .uid(runbooks.UID)
        .description("What to do when something is wrong.")
        .tags([TAG])
        .readonly()
    )
    for name in runbooks.names():
        panel = text.Panel().mode(TextMode.MARKDOWN).content(_body(name))
        built = built.with_panel(panel.id(runbooks.number(name)).title(runbooks.title(name)).height(HEIGHT).span(WIDTH))
    return as_json(built)


def _body(name: str) -> str:
    return runbooks.text(name).partition("\n")[2].strip() + "\n"
