"""Boards drawn with Grafana's own components in Chromium, from what a Prometheus answers."""

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deploy.local.debian import program
from deploy.monitoring.asking import WINDOW, Board, Question, Shape
from tests.grafana.packages import installed
from tests.journeys.support.prometheus import Line, Prometheus

HERE = Path(__file__).with_name("panels")
KINDS = {Shape.LINES: "timeseries", Shape.STACK: "timeseries", Shape.NUMBER: "stat", Shape.BARS: "bargauge"}
WIDTH = 24 * 64 + 16
TITLE, ROW, PANEL = 70, 44, 268
"""Heights in pixels."""
POINTS = 120
PAGE = (
    '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="draw.css">'
    '<body style="margin:0"><div id="board"></div>'
    "<script>window.process = {{env: {{NODE_ENV: 'production'}}}}; window.BOARD = {board};</script>"
    '<script src="{script}"></script>'
)


class Drawing:
    """Grafana's components, bundled once. Raises PackagesNotAvailable without Node."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._script = directory / "draw.js"
        packages = installed(HERE)
        shutil.copy(HERE / "draw.jsx", packages / "draw.jsx")
        command = [str(packages / "node_modules/.bin/esbuild"), "draw.jsx", "--bundle", f"--outfile={self._script}"]
        options = ['--define:process.env.NODE_ENV="production"', "--define:global=window", "--log-level=error"]
        loaders = [f"--loader:.{kind}=dataurl" for kind in ("svg", "png", "woff2", "ttf")]
        subprocess.run([*command, *options, *loaders], cwd=packages, check=True)

    def draw(self, board: Board, prometheus: Prometheus, chosen: Mapping[str, str], seconds: float, to: Path) -> None:
        """A picture of the board over the last so many seconds. `chosen`: the values of its choices."""
        page = self._directory / f"{board.uid}.html"
        content = json.dumps(_content(board, prometheus, chosen, seconds)).replace("</", "<\\/")
        page.write_text(PAGE.format(board=content, script=self._script.name), encoding="utf-8")
        height = TITLE + sum(ROW + PANEL * _lines(row.questions) for row in board.rows)
        to.parent.mkdir(parents=True, exist_ok=True)
        chromium = program("chromium", "chromium")
        switches = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--virtual-time-budget=8000"]
        window = [f"--window-size={WIDTH},{height}", f"--screenshot={to.resolve()}"]
        subprocess.run([chromium, *switches, *window, page.resolve().as_uri()], check=True, capture_output=True)


def _content(board: Board, prometheus: Prometheus, chosen: Mapping[str, str], seconds: float) -> dict[str, Any]:
    rows = [
        {"title": row.title, "panels": [_panel(each, prometheus, chosen, seconds) for each in row.questions]}
        for row in board.rows
    ]
    return {"title": board.title, "rows": rows}


def _panel(question: Question, prometheus: Prometheus, chosen: Mapping[str, str], seconds: float) -> dict[str, Any]:
    begin, end = prometheus.now() - seconds, prometheus.now()
    steps: list[dict[str, Any]] = [{"color": "green", "value": None}]
    if question.bad_from is not None:
        steps.append({"color": "red", "value": question.bad_from})
    if question.bad_below is not None:
        steps = [{"color": "red", "value": None}, {"color": "green", "value": question.bad_below}]
    series = [
        {"name": _name(answer.legend, line), "times": [at * 1000 for at, _ in line.points], "values": _values(line)}
        for answer in question.answers
        for line in prometheus.lines(asked(answer.expression, chosen), begin, end, (end - begin) / POINTS)
    ]
    return {
        "title": question.title,
        "type": KINDS[question.shape],
        "stacked": question.shape is Shape.STACK,
        "unit": question.unit.value,
        "width": question.width,
        "thresholds": steps,
        "series": series,
        "from": begin * 1000,
        "to": end * 1000,
    }


def asked(expression: str, chosen: Mapping[str, str], window: str = "1m") -> str:
    """An expression as Grafana would send it."""
    for name, value in chosen.items():
        expression = expression.replace(f"${name}", value)
    return expression.replace(WINDOW, window)


def _name(legend: str, line: Line) -> str:
    return re.sub(r"{{(\w+)}}", lambda match: line.labels.get(match[1], ""), legend) or "value"


def _values(line: Line) -> list[float]:
    return [value for _, value in line.points]


def _lines(questions: tuple[Question, ...]) -> int:
    """How many lines of panels a row takes."""
    lines, left = 1, 24
    for question in questions:
        if question.width > left:
            lines, left = lines + 1, 24
        left -= question.width
    return lines
