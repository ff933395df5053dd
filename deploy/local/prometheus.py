"""Prometheus itself: scrapes what it is told to, at a pace that suits a test or a laptop."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from deploy.local.debian import program
from deploy.local.ports import LOOPBACK
from deploy.local.server import LocalServer

PACKAGE = "prometheus"
JOB = "mentormesh"


def promtool() -> str:
    """The path of the program that checks rules. Raises ServerNotAvailable."""
    return program("promtool", PACKAGE)


class PrometheusServer(LocalServer):
    """Of Debian's package. Keeps what it scrapes below `directory`."""

    name: ClassVar[str] = "prometheus"

    def __init__(
        self,
        directory: Path,
        targets: Mapping[str, str],
        rules: Mapping[str, str] | None = None,
        *,
        every: str = "1s",
        grafana: str = "http://127.0.0.1:3000",
        token: str | None = None,
    ) -> None:
        """`targets`: by HOST:PORT the deployment that it belongs to. `rules`: files by name, with their texts.

        `token`: what it shows to read figures by organisation.
        """
        super().__init__(directory)
        self._program = program("prometheus", PACKAGE)
        self._targets, self._rules, self._every, self._grafana = targets, rules or {}, every, grafana
        self._shown = {"authorization": {"credentials": token}} if token else {}

    @property
    def url(self) -> str:
        """Its API."""
        return f"http://{LOOPBACK}:{self.port}"

    def command(self) -> list[str]:
        """Its web pages are not needed."""
        return [
            self._program,
            f"--config.file={self.data / 'prometheus.yml'}",
            f"--storage.tsdb.path={self.data / 'series'}",
            f"--web.listen-address={LOOPBACK}:{self.port}",
        ]

    def prepare(self) -> None:
        """Write its configuration."""
        for name, text in self._rules.items():
            (self.data / name).write_text(text, encoding="utf-8")
        # Its configuration is YAML, and so JSON too.
        (self.data / "prometheus.yml").write_text(json.dumps(self._configuration()), encoding="utf-8")

    def _configuration(self) -> dict[str, object]:
        """As in compose, with targets that do not move."""
        labelled = [{"targets": [address], "labels": {"deployment": of}} for address, of in self._targets.items()]
        return {
            "global": {
                "scrape_interval": self._every,
                "scrape_timeout": self._every,
                "evaluation_interval": self._every,
                "external_labels": {"grafana": self._grafana},
            },
            "rule_files": [str(self.data / name) for name in self._rules],
            "scrape_configs": [{"job_name": JOB, "honor_labels": True, "static_configs": labelled, **self._shown}],
        }
