"""Grafana would read the dashboards: each is checked against schemas made of Grafana's own types, to the last field."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from deploy.monitoring.generated import FILES
from tests.grafana.packages import PackagesNotAvailable
from tests.grafana.schemas import GrafanaTypes

DIRECTORY = Path(__file__).parents[4] / FILES / "dashboards"
NAMES = sorted(path.stem for path in DIRECTORY.glob("*.json"))
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def types() -> GrafanaTypes:
    try:
        return GrafanaTypes()
    except PackagesNotAvailable as missing:
        pytest.skip(str(missing))


def read(name: str) -> dict[str, Any]:
    dashboard: dict[str, Any] = json.loads((DIRECTORY / f"{name}.json").read_text(encoding="utf-8"))
    return dashboard


@pytest.mark.parametrize("name", NAMES)
def test_a_dashboard_is_as_grafana_wants_it(types: GrafanaTypes, name: str) -> None:
    jsonschema.validate(read(name), types.dashboard())


@pytest.mark.parametrize("name", NAMES)
def test_each_panel_is_told_what_its_kind_may_be_told(types: GrafanaTypes, name: str) -> None:
    for panel in read(name)["panels"]:
        if panel["type"] == "row":
            continue
        jsonschema.validate(panel["options"], types.options(panel["type"]))
        custom = panel.get("fieldConfig", {}).get("defaults", {}).get("custom")
        if custom is not None:
            schema = types.custom(panel["type"])
            assert schema is not None, panel["title"]
            jsonschema.validate(custom, schema)


def test_a_field_that_does_not_exist_is_noticed(types: GrafanaTypes) -> None:
    dashboard = deepcopy(read(NAMES[0]))
    dashboard["refreshEvery"] = "30s"
    with pytest.raises(jsonschema.ValidationError, match="refreshEvery"):
        jsonschema.validate(dashboard, types.dashboard())
    panel = next(each for each in read(NAMES[0])["panels"] if each["type"] == "timeseries")
    with pytest.raises(jsonschema.ValidationError, match="legends"):
        jsonschema.validate({**panel["options"], "legends": {}}, types.options("timeseries"))
