"""The chart as Helm renders it, without a cluster."""

from pathlib import Path
from typing import Any

import yaml

CHART = Path(__file__).parents[4] / "deploy/chart/mentormesh"
SIZES = ("small", "medium", "country")
WORKER = "matching-worker"
SERVICES = ("partners", "profile", "matching", "scheduling", "feedback")
RELEASE, NAMESPACE = "net", "mentoring"
Resource = dict[str, Any]
EVERYTHING: dict[str, Any] = {
    "prefix": "north",
    "image": {"pullSecrets": ["registry"]},
    "kafka": {
        "securityProtocol": "SASL_SSL",
        "saslMechanism": "SCRAM-SHA-512",
        "credentials": {"secret": "kafka-user"},
        "tls": {"secret": "kafka-tls", "caKey": "ca.crt", "certKey": "tls.crt", "keyKey": "tls.key"},
    },
    "mongo": {"tls": {"secret": "mongo-tls"}},
    "redis": {"url": {"secret": "valkey"}},
    "settings": {
        "MENTORMESH_BODY_LIMIT_BYTES": 1048576,
        "MENTORMESH_BAD_SHARE": 0.25,
        "MENTORMESH_SANDBOX": False,
        "MENTORMESH_TRACING_URL": "http://collector:4318",
        "MENTORMESH_TRACING_SHARE": 0.1,
    },
    "autoscaling": {"enabled": True},
    "metrics": {"tokens": {"secret": "metrics"}},
    "serviceMonitor": {"enabled": True, "labels": {"release": "prometheus"}, "token": {"secret": "metrics"}},
    "prometheusRules": {"enabled": True, "labels": {"release": "prometheus"}},
    "dashboards": {"enabled": True},
    "ingress": {"enabled": True, "domain": "mentoring.example", "tlsSecret": "wildcard", "className": "nginx"},
}
"""Every choice that the chart offers, taken."""


def values_of(size: str) -> dict[str, Any]:
    """What a file of values says."""
    values: dict[str, Any] = yaml.safe_load((CHART / f"values-{size}.yaml").read_text())
    return values


def rendered(values: dict[str, Any], release: str = RELEASE) -> list[Resource]:
    """The resources that an installation would make. Raises Helm's errors for values that it refuses."""
    import helm_python

    manifests = helm_python.Chart.load(CHART).render(values, name=release, namespace=NAMESPACE)
    return [resource for text in manifests.values() for resource in yaml.safe_load_all(text) if resource]


def of_kind(resources: list[Resource], kind: str) -> dict[str, Resource]:
    """Those of a kind, by what they are of."""
    return {
        resource["metadata"]["labels"]["app.kubernetes.io/component"]: resource
        for resource in resources
        if resource["kind"] == kind
    }


def pods(resources: list[Resource]) -> dict[str, Resource]:
    """The pods of deployments and jobs, by what they are of."""
    whole = of_kind(resources, "Deployment") | of_kind(resources, "Job")
    return {name: resource["spec"]["template"]["spec"] for name, resource in whole.items()}


def containers(resources: list[Resource]) -> list[Resource]:
    """All containers, of those that begin too."""
    return [each for pod in pods(resources).values() for each in (*pod.get("initContainers", ()), *pod["containers"])]
