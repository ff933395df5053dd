"""Values that cannot work are refused in words that name them."""

import json
from typing import Any

import pytest

from services.chassis.settings import Settings
from services.chassis.settings_wrong import PREFIX
from tests.unit.deploy.chart.rendering import CHART, EVERYTHING, containers, rendered

helm_python = pytest.importorskip("helm_python", reason="Helm as a library is there for Linux only")
SCHEMA = json.loads((CHART / "values.schema.json").read_text())
COMPARED = ("type", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "pattern")


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"replicas": 3}, "'replicas' not allowed"),
        ({"services": {"profil": {}}}, "'profil' not allowed"),
        ({"settings": {"MENTORMESH_BATCHSIZE": 5}}, "'MENTORMESH_BATCHSIZE' not allowed"),
        ({"settings": {"MENTORMESH_BATCH_SIZE": "many"}}, "MENTORMESH_BATCH_SIZE"),
        ({"settings": {"MENTORMESH_SIGNING_KEY": "a"}}, "'MENTORMESH_SIGNING_KEY' not allowed"),
        ({"mongo": {"url": "mongodb://user:word@db"}}, "/mongo/url"),
        ({"mongo": {"url": {"secret": ""}}}, "/mongo/url/secret"),
        ({"services": {"profile": {"replicas": {"max": "four"}}}}, "/services/profile/replicas/max"),
        ({"services": {"profile": {"replicas": {"min": 0}}}}, "/services/profile/replicas/min"),
        ({"services": {"profile": {"resources": {"limits": {"memory": "lots"}}}}}, "resources/limits/memory"),
        ({"services": {"profile": {"resources": {"limits": None}}}}, "limits"),
        ({"services": {"profile": {"replicas": {"max": 17}}}}, "services.profile.replicas.max is 17, more than the 16"),
        ({"services": {"feedback": {"replicas": {"min": 3}}}}, "services.feedback.replicas.max is 1, less than min"),
        (
            {"services": {"matching": {"replicas": {"max": 16}}}},
            "matchingWorker.replicas (1) are more than 16",
        ),
        ({"matchingWorker": {"replicas": 16}}, "matchingWorker.replicas (16) are more than 16 together"),
        ({"kafka": {"securityProtocol": "SASL_SSL"}}, "kafka.credentials.secret are needed"),
        ({"kafka": {"securityProtocol": "TLS"}}, "/kafka/securityProtocol"),
        ({"ingress": {"enabled": True}}, "ingress.domain is needed"),
    ],
)
def test_a_value_that_cannot_work_is_named(values: dict[str, Any], named: str) -> None:
    with pytest.raises(helm_python.HelmError) as refused:
        rendered(values)
    assert named in str(refused.value)


def test_the_schema_knows_the_settings_that_the_chart_does_not_set_itself() -> None:
    known = {PREFIX + name.upper(): rules for name, rules in Settings.model_json_schema()["properties"].items()}
    free = SCHEMA["properties"]["settings"]["properties"]
    own = {variable["name"] for container in containers(rendered(EVERYTHING)) for variable in container["env"]}
    by_argument_or_never = {f"{PREFIX}WORKERS", f"{PREFIX}KAFKA_FORGETFUL"}
    assert set(free) == set(known) - (own - set(EVERYTHING["settings"])) - by_argument_or_never
    for name, rules in free.items():
        assert rules == {key: value for key, value in known[name].items() if key in COMPARED}


def test_every_object_of_the_schema_is_closed() -> None:
    def opened(part: Any, path: str) -> list[str]:
        if not isinstance(part, dict):
            return []
        found = [path] if part.get("type") == "object" and "additionalProperties" not in part else []
        return found + [each for key, value in part.items() for each in opened(value, f"{path}/{key}")]

    assert opened(SCHEMA, "") == []


def test_large_numbers_stay_numbers() -> None:
    (container, *_) = containers(rendered(EVERYTHING))
    values = {each["name"]: each.get("value") for each in container["env"]}
    assert values[f"{PREFIX}BODY_LIMIT_BYTES"] == "1048576"
    assert values[f"{PREFIX}BAD_SHARE"] == "0.25"
