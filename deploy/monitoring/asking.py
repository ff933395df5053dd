"""What a dashboard is before it is drawn: rows of questions, each with the expressions that answer it."""

from dataclasses import dataclass
from enum import Enum

WINDOW = "$__rate_interval"
"""Of a rate: Grafana puts in four scrapes, or what a point of the picture spans."""


class Shape(Enum):
    """How an answer is shown."""

    LINES = "lines"
    STACK = "stack"
    """Lines that add up."""
    NUMBER = "number"
    BARS = "bars"
    """One for each series, as it is now."""


class Unit(Enum):
    """What an answer counts, by Grafana's names."""

    NUMBER = "short"
    SECONDS = "s"
    SHARE = "percentunit"
    BYTES = "bytes"
    A_SECOND = "cps"
    CORES = "none"


@dataclass(frozen=True, slots=True)
class Answer:
    """An expression of PromQL, and what its series are called."""

    expression: str
    legend: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One panel."""

    title: str
    """A question that ends with a question mark."""
    answers: tuple[Answer, ...]
    runbook: str
    """Where it is said what to do: a file of docs/runbooks, without its ending."""
    unit: Unit = Unit.NUMBER
    shape: Shape = Shape.LINES
    about: str = ""
    """What is not said by the title."""
    width: int = 8
    """Of 24."""
    bad_from: float | None = None
    """From there on it is shown in red."""
    bad_below: float | None = None
    """Below it is shown in red."""


@dataclass(frozen=True, slots=True)
class Row:
    """Questions about one thing."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen at the top of a board: one value of a label of a metric."""

    name: str
    label: str
    metric: str

    @property
    def query(self) -> str:
        """As Grafana asks Prometheus for it."""
        return f"label_values({self.metric}, {self.name})"


@dataclass(frozen=True, slots=True)
class Board:
    """One dashboard."""

    uid: str
    title: str
    about: str
    rows: tuple[Row, ...]
    choices: tuple[Choice, ...] = ()
    since: str = "now-3h"

    @property
    def questions(self) -> tuple[Question, ...]:
        """All of them, in their order."""
        return tuple(question for row in self.rows for question in row.questions)


def rate(metric: str, *by: str, where: str = "") -> str:
    """How much a counter rises a second, by these labels."""
    return f"{_sum(by)}(rate({_selected(metric, where)}[{WINDOW}]))"


def increase(metric: str, *by: str, over: str, where: str = "") -> str:
    """How much a counter has risen in that time, by these labels; a series that began within it counts from nought."""
    return f"{_sum(by)}(increase({_selected(metric, where)}[{over}]))"


def quantile(share: float, metric: str, *by: str, where: str = "", over: str = WINDOW) -> str:
    """What that share of a histogram's values is at most, by these labels."""
    return f"histogram_quantile({share}, {_sum(('le', *by))}(rate({_selected(f'{metric}_bucket', where)}[{over}])))"


def mean(metric: str, *by: str, where: str = "", over: str = WINDOW) -> str:
    """The average of a histogram's values."""
    parts = (f"{_sum(by)}(rate({_selected(f'{metric}_{part}', where)}[{over}]))" for part in ("sum", "count"))
    return " / ".join(parts)


def nought(**labels: str) -> str:
    """0 under this label: after `or` it stands for what has not been counted yet, and gives way to what has."""
    ((name, value),) = labels.items()
    return f'label_replace(vector(0), "{name}", "{value}", "", "")'


def _sum(by: tuple[str, ...]) -> str:
    return f"sum by ({', '.join(by)}) " if by else "sum"


def _selected(metric: str, where: str) -> str:
    return f"mentormesh_{metric}{{{where}}}" if where else f"mentormesh_{metric}"
