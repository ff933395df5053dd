"""Replicas keep to the partitions, and lag is looked at where the services read."""

import pytest
import yaml

from cli.services import NAMES, load
from mentormesh_contracts import TOPICS
from services.chassis.settings import Settings
from tests.unit.deploy.chart.rendering import (
    CHART,
    EVERYTHING,
    SERVICES,
    SIZES,
    WORKER,
    Resource,
    of_kind,
    rendered,
    values_of,
)

pytest.importorskip("helm_python", reason="Helm as a library is there for Linux only")
PARTITIONS = {topic.name: topic.partitions for topic in TOPICS}
LISTENS = {service.name: {name: PARTITIONS[name] for name in service.listens_to} for service in load(NAMES)}
SURGE = 1


def test_the_chart_s_topics_are_those_of_the_contracts() -> None:
    assert yaml.safe_load((CHART / "files/topics.yaml").read_text()) == LISTENS


@pytest.mark.parametrize("size", SIZES)
def test_there_are_never_more_replicas_than_partitions(size: str) -> None:
    resources = rendered(values_of(size))
    scaled, deployed = of_kind(resources, "ScaledObject"), of_kind(resources, "Deployment")
    workers = deployed[WORKER]["spec"]["replicas"]
    for name, topics in LISTENS.items():
        most = scaled[name]["spec"]["maxReplicaCount"] if scaled else deployed[name]["spec"]["replicas"]
        members = most + (workers if name == "matching" else 0)
        assert members <= max(topics.values())
        # A member without any partition is not ready: those of a rollout must find some as well.
        assert members + 2 * SURGE <= sum(topics.values())


def test_each_topic_that_a_service_reads_is_one_trigger() -> None:
    scaled = of_kind(rendered(EVERYTHING), "ScaledObject")
    settings = Settings(namespace="north")
    assert set(scaled) == set(LISTENS) == set(SERVICES)
    for name, topics in LISTENS.items():
        triggers = [trigger["metadata"] for trigger in scaled[name]["spec"]["triggers"]]
        assert [trigger["topic"] for trigger in triggers] == [settings.topic(topic) for topic in topics]
        assert {trigger["consumerGroup"] for trigger in triggers} == {settings.group(name)}
        assert {trigger["allowIdleConsumers"] for trigger in triggers} == {"false"}


def test_whoever_scales_sets_the_replicas_alone() -> None:
    resources = rendered(values_of("medium"))
    fixed = {name for name, each in of_kind(resources, "Deployment").items() if "replicas" in each["spec"]}
    assert fixed == {WORKER}


def test_the_scaler_reaches_the_broker_as_the_services_do() -> None:
    resources = rendered(EVERYTHING)
    (authentication,) = of_kind(resources, "TriggerAuthentication").values()
    parameters = {each["parameter"] for each in authentication["spec"]["secretTargetRef"]}
    assert parameters == {"username", "password", "ca", "cert", "key"}
    for scaled in of_kind(resources, "ScaledObject").values():
        for trigger in scaled["spec"]["triggers"]:
            assert trigger["authenticationRef"]["name"] == authentication["metadata"]["name"]
            assert (trigger["metadata"]["sasl"], trigger["metadata"]["tls"]) == ("scram_sha512", "enable")


def test_names_and_selectors_fit_each_other(resources: list[Resource]) -> None:
    deployed = of_kind(resources, "Deployment")
    for name, deployment in deployed.items():
        labels = deployment["spec"]["template"]["metadata"]["labels"]
        selectors = [
            deployment["spec"]["selector"]["matchLabels"],
            of_kind(resources, "Service")[name]["spec"]["selector"],
        ]
        budget = of_kind(resources, "PodDisruptionBudget").get(name)
        selectors += [budget["spec"]["selector"]["matchLabels"]] if budget else []
        spread = deployment["spec"]["template"]["spec"]["topologySpreadConstraints"]
        selectors += [constraint["labelSelector"]["matchLabels"] for constraint in spread]
        assert len(spread) == 2
        for selector in selectors:
            assert selector.items() <= labels.items()
            assert selector["app.kubernetes.io/component"] == name
    for scaled in of_kind(resources, "ScaledObject").values():
        target = scaled["spec"]["scaleTargetRef"]["name"]
        assert target in {deployment["metadata"]["name"] for deployment in deployed.values()}
    for ingress in of_kind(resources, "Ingress").values():
        (path,) = ingress["spec"]["rules"][0]["http"]["paths"]
        named = {each["metadata"]["name"] for each in of_kind(resources, "Service").values()}
        assert path["path"] == "/v1"
        assert path["backend"]["service"]["name"] in named


def test_the_longest_name_of_a_release_keeps_names_apart() -> None:
    names = [(each["kind"], each["metadata"]["name"]) for each in rendered(EVERYTHING, "n" * 53)]
    assert len(names) == len(set(names))
    assert max(len(name) for _, name in names) <= 63
