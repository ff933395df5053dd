"""Prometheus beside a network: what it is asked, and what fires."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import httpx
import pytest

from deploy.local.errors import ServerNotAvailable
from deploy.local.prometheus import PrometheusServer
from tests.journeys.support.network import METRICS_TOKEN

EVERY = "500ms"


@dataclass(frozen=True)
class Series:
    """One series of an answer, as it is now."""

    labels: dict[str, str]
    value: float


@dataclass(frozen=True)
class Line:
    """One series over a time: seconds since 1970, and values."""

    labels: dict[str, str]
    points: list[tuple[float, float]]


class Prometheus:
    """Scrapes a network of tests twice a second while the `with` lasts, figures by organisation too."""

    def __init__(self, directory: Path, targets: Mapping[str, str], rules: Mapping[str, str]) -> None:
        """`targets`: by URL of a process what it is a deployment of."""
        addresses = {url.partition("//")[2]: deployment for url, deployment in targets.items()}
        try:
            self._server = PrometheusServer(directory, addresses, rules, every=EVERY, token=METRICS_TOKEN)
        except ServerNotAvailable as missing:
            pytest.skip(str(missing))

    def __enter__(self) -> Self:
        self._server.start()
        self._client = httpx.Client(base_url=self._server.url, timeout=30)
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()
        self._server.stop()

    def ask(self, expression: str) -> list[Series]:
        """Every series that has a number now. Raises AssertionError for an expression that cannot be asked."""
        result = self._get("/api/v1/query", query=expression)["result"]
        found = [Series(each["metric"], float(each["value"][1])) for each in result]
        return [each for each in found if not math.isnan(each.value)]

    def lines(self, expression: str, begin: float, end: float, step: float) -> list[Line]:
        """Every series of an answer between two moments, so many seconds apart."""
        times = {"start": f"{begin:.3f}", "end": f"{end:.3f}", "step": f"{max(step, 0.5):.3f}"}
        result = self._get("/api/v1/query_range", query=expression, **times)["result"]
        found = (Line(each["metric"], [(at, float(value)) for at, value in each["values"]]) for each in result)
        return [Line(each.labels, [point for point in each.points if math.isfinite(point[1])]) for each in found]

    def now(self) -> float:
        """Its time, in seconds since 1970."""
        return float(self._get("/api/v1/query", query="time()")["result"][1])

    def firing(self) -> set[str]:
        """Names of the alerts that fire."""
        alerts = self._get("/api/v1/alerts")["alerts"]
        return {alert["labels"]["alertname"] for alert in alerts if alert["state"] == "firing"}

    def _get(self, path: str, **query: str) -> Any:
        answer = self._client.get(path, params=query or None)
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]
