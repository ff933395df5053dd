"""From boards to Grafana's JSON, by Grafana's own builders."""

import json
from collections.abc import Iterator
from itertools import count

from grafana_foundation_sdk.builders import bargauge, common, dashboard, prometheus, stat, timeseries
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import common as options
from grafana_foundation_sdk.models.dashboard import (
    DashboardCursorSync,
    DashboardLinkType,
    DataSourceRef,
    Threshold,
    ThresholdsMode,
    VariableOption,
    VariableRefresh,
)

from deploy.monitoring.asking import Board, Choice, Question, Shape
from deploy.monitoring.runbooks import address

TAG = "mentormesh"
SOURCE = DataSourceRef(type_val="prometheus", uid="${datasource}")
HEIGHT = 8
INTERVALS_ALONE = ("auto", "auto_count", "auto_min")
GOOD, BAD = "green", "red"
Panel = timeseries.Panel | stat.Panel | bargauge.Panel


def drawn(board: Board) -> str:
    """The JSON of a board, as it is committed."""
    built = (
        dashboard.Dashboard(board.title)
        .uid(board.uid)
        .description(board.about)
        .tags([TAG])
        .time(board.since, "now")
        .timezone("utc")
        .refresh("30s")
        .tooltip(DashboardCursorSync.CROSSHAIR)
        .readonly()
        .link(_others())
        .with_variable(dashboard.DatasourceVariable("datasource").label("Prometheus").type("prometheus"))
    )
    for choice in board.choices:
        built = built.with_variable(_variable(choice))
    numbers = count(1)
    for row in board.rows:
        built = built.with_row(dashboard.Row(row.title).id(next(numbers)))
        for question in row.questions:
            built = built.with_panel(_panel(question).id(next(numbers)))
    return as_json(built)


def as_json(built: dashboard.Dashboard) -> str:
    """Sorted, so that a difference is a difference."""
    document = json.loads(json.dumps(built.build(), cls=JSONEncoder))
    for variable in document.get("templating", {}).get("list", ()):
        # The builders tell of every variable what only intervals have, and what Grafana's own types do not know.
        for name in INTERVALS_ALONE:
            variable.pop(name, None)
    return json.dumps(document, sort_keys=True, indent=2, ensure_ascii=False) + "\n"


def _others() -> dashboard.DashboardLink:
    """To all boards, with the time that is looked at."""
    link = dashboard.DashboardLink("MentorMesh").type(DashboardLinkType.DASHBOARDS)
    return link.tags([TAG]).as_dropdown(True).keep_time(True)


def _variable(choice: Choice) -> dashboard.QueryVariable:
    variable = dashboard.QueryVariable(choice.name).label(choice.label).datasource(SOURCE)
    first = VariableOption(text="", value="", selected=True)
    return variable.query(choice.query).refresh(VariableRefresh.ON_TIME_RANGE_CHANGED).current(first)


def _panel(question: Question) -> Panel:
    panel = _shaped(question)
    panel = panel.title(question.title).description(question.about).datasource(SOURCE)
    panel = panel.unit(question.unit.value).height(HEIGHT).span(question.width).min(0)
    panel = panel.thresholds(_thresholds(question)).links([_runbook(question)])
    for target in _targets(question):
        panel = panel.with_target(target)
    return panel


def _shaped(question: Question) -> Panel:
    if question.shape is Shape.NUMBER:
        return stat.Panel().graph_mode(options.BigValueGraphMode.AREA).reduce_options(_last())
    if question.shape is Shape.BARS:
        return bargauge.Panel().orientation(options.VizOrientation.HORIZONTAL).reduce_options(_last())
    lines = timeseries.Panel().line_width(1).show_points(options.VisibilityMode.NEVER)
    lines = lines.tooltip(common.VizTooltipOptions().mode(options.TooltipDisplayMode.MULTI))
    if question.shape is Shape.STACK:
        lines = lines.fill_opacity(40).stacking(common.StackingConfig().mode(options.StackingMode.NORMAL))
    if question.bad_from is not None or question.bad_below is not None:
        style = common.GraphThresholdsStyleConfig().mode(options.GraphThresholdsStyleMode.DASHED)
        lines = lines.thresholds_style(style)
    return lines


def _last() -> common.ReduceDataOptions:
    return common.ReduceDataOptions().calcs(["lastNotNull"])


def _thresholds(question: Question) -> dashboard.ThresholdsConfig:
    steps = [Threshold(color=GOOD, value=None)]
    if question.bad_from is not None:
        steps.append(Threshold(color=BAD, value=question.bad_from))
    if question.bad_below is not None:
        steps = [Threshold(color=BAD, value=None), Threshold(color=GOOD, value=question.bad_below)]
    return dashboard.ThresholdsConfig().mode(ThresholdsMode.ABSOLUTE).steps(steps)


def _runbook(question: Question) -> dashboard.DashboardLink:
    link = dashboard.DashboardLink("What to do").type(DashboardLinkType.LINK)
    return link.url(address(question.runbook)).target_blank(True)


def _targets(question: Question) -> Iterator[prometheus.Dataquery]:
    for number, answer in enumerate(question.answers):
        query = prometheus.Dataquery().expr(answer.expression).legend_format(answer.legend).ref_id(chr(65 + number))
        yield query.instant() if question.shape is Shape.BARS else query.range()
