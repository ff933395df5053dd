"""JSON schemas made of Grafana's own types, which npm has: of dashboards, and of each kind of panel."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.grafana.packages import installed

HERE = Path(__file__).with_name("schema")
RAW = "node_modules/@grafana/schema/dist/esm/raw"
DASHBOARD = f"{RAW}/dashboard/x/dashboard_types.gen.d.ts"
PANELS: Mapping[str, str] = {
    "timeseries": f"{RAW}/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen.d.ts",
    "stat": f"{RAW}/composable/stat/panelcfg/x/StatPanelCfg_types.gen.d.ts",
    "bargauge": f"{RAW}/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen.d.ts",
    "text": f"{RAW}/composable/text/panelcfg/x/TextPanelCfg_types.gen.d.ts",
}
Schema = dict[str, Any]


class GrafanaTypes:
    """Installed once, and again when another version is wanted. Raises PackagesNotAvailable without Node."""

    def __init__(self) -> None:
        self._directory = installed(HERE)

    def dashboard(self) -> Schema:
        """Of a whole dashboard, to the last field; of panels what they have in common."""
        return self._schema(DASHBOARD, "Dashboard")

    def options(self, panel: str) -> Schema:
        """Of what a kind of panel may be told."""
        return self._schema(PANELS[panel], "Options")

    def custom(self, panel: str) -> Schema | None:
        """Of what its fields may be told beside what all fields may; None: nothing."""
        text = (self._directory / PANELS[panel]).read_text(encoding="utf-8")
        return self._schema(PANELS[panel], "FieldConfig") if "FieldConfig" in text else None

    def _schema(self, path: str, type_name: str) -> Schema:
        kept = self._directory / f"{Path(path).name}.{type_name}.json"
        if not kept.exists():
            kept.write_text(self._generated(path, type_name), encoding="utf-8")
        schema: Schema = json.loads(kept.read_text(encoding="utf-8"))
        return schema

    def _generated(self, path: str, type_name: str) -> str:
        command = [shutil.which("npx") or "npx", "--no-install", "ts-json-schema-generator", "--no-type-check"]
        ended = subprocess.run(
            [*command, "--path", path, "--type", type_name],
            cwd=self._directory,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout
