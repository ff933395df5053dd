"""Kubernetes and KEDA would accept the chart, in every size."""

from copy import deepcopy

import jsonschema
import kubernetes_validate
import pytest

from tests.unit.deploy.chart.rendering import CHART, EVERYTHING, SIZES, Resource, of_kind, rendered, values_of
from tests.unit.deploy.chart.schemas import SCHEMAS

OLDEST, NEWEST = "1.29", "1.37"
INFORMATION = 1
pytest.importorskip("helm_python", reason="Helm as a library is there for Linux only")


@pytest.mark.parametrize("size", [*SIZES, "everything"])
def test_helm_finds_nothing_to_say(size: str) -> None:
    import helm_python

    values = EVERYTHING if size == "everything" else values_of(size)
    report = helm_python.lint(CHART, values, strict=True, kube_version=f"v{OLDEST}.0")
    assert report["errors"] == []
    assert [message for message in report["messages"] if message["severity"] > INFORMATION] == []


@pytest.mark.parametrize("version", [OLDEST, NEWEST])
def test_every_resource_is_valid_to_the_last_field(resources: list[Resource], version: str) -> None:
    for resource in resources:
        if resource["kind"] in SCHEMAS:
            jsonschema.validate(resource, SCHEMAS[resource["kind"]])
        else:
            kubernetes_validate.validate(resource, version, strict=True)


def test_a_field_that_does_not_exist_is_noticed() -> None:
    resources = rendered({"autoscaling": {"enabled": True}})
    scaled = deepcopy(of_kind(resources, "ScaledObject")["profile"])
    scaled["spec"]["triggers"][0]["metadata"]["lagTreshold"] = "1"
    with pytest.raises(jsonschema.ValidationError, match="lagTreshold"):
        jsonschema.validate(scaled, SCHEMAS["ScaledObject"])
    deployment = deepcopy(of_kind(resources, "Deployment")["profile"])
    deployment["spec"]["template"]["spec"]["enableServiceLink"] = False
    with pytest.raises(kubernetes_validate.ValidationError, match="enableServiceLink"):
        kubernetes_validate.validate(deployment, NEWEST, strict=True)
