"""What runs: locked down, bounded, probed where there is an answer, and configured by settings that are known."""

from typing import Any

from services.chassis.http.metrics_routes import metrics_routes
from services.chassis.observability.health import Health, health_routes
from services.chassis.settings import Settings, load_settings
from services.chassis.settings_wrong import PREFIX
from tests.unit.deploy.chart.rendering import (
    EVERYTHING,
    SERVICES,
    WORKER,
    Resource,
    containers,
    of_kind,
    pods,
    rendered,
)

SHUTDOWN = 44
SETTINGS = {PREFIX + name.upper() for name in Settings.model_fields}
SECRETS = {f"{PREFIX}{name}" for name in ("SIGNING_KEY", "KAFKA_SASL_PASSWORD", "KAFKA_SASL_USERNAME", "MONGO_URL")}
SECRETS |= {f"{PREFIX}VERIFYING_KEYS", f"{PREFIX}REDIS_URL", f"{PREFIX}METRICS_TOKENS"}
ROUTES = {
    getattr(route, "path", "") for router in (health_routes(Health()), metrics_routes(())) for route in router.routes
}


def environment(container: Resource) -> dict[str, dict[str, Any]]:
    return {variable["name"]: variable for variable in container["env"]}


def test_the_five_services_and_the_worker_are_deployed(resources: list[Resource]) -> None:
    deployed = {name: pod["containers"][0]["args"] for name, pod in pods(resources).items() if name != "migrations"}
    alone = {name: ["serve", name] for name in SERVICES if name != "matching"}
    split = {"matching": ["serve", "matching", "--no-workers"], WORKER: ["serve", "matching", "--workers"]}
    assert deployed == alone | split


def test_matching_alone_carries_the_engine(resources: list[Resource]) -> None:
    images = {container["name"]: container["image"].partition(":")[0] for container in containers(resources)}
    assert {name for name, image in images.items() if image == "mentormesh-matching"} == {"matching", WORKER, "indexes"}
    assert set(images.values()) == {"mentormesh", "mentormesh-matching"}


def test_every_container_is_bounded_and_locked_down(resources: list[Resource]) -> None:
    for container in containers(resources):
        for bound in ("requests", "limits"):
            assert set(container["resources"][bound]) == {"cpu", "memory", "ephemeral-storage"}
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "runAsNonRoot": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert "/tmp" in {mount["mountPath"] for mount in container["volumeMounts"]}


def test_every_pod_is_nobody_s_and_knows_no_other(resources: list[Resource]) -> None:
    for pod in pods(resources).values():
        assert pod["securityContext"]["runAsNonRoot"]
        assert pod["securityContext"]["runAsUser"] > 0
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert (pod["enableServiceLinks"], pod["automountServiceAccountToken"]) == (False, False)


def test_every_variable_is_a_setting(resources: list[Resource]) -> None:
    for container in containers(resources):
        names = [variable["name"] for variable in container["env"]]
        assert set(names) <= SETTINGS
        assert len(names) == len(set(names))


def test_plain_values_are_accepted_by_the_services(resources: list[Resource]) -> None:
    for container in containers(resources):
        plain = {name: variable["value"] for name, variable in environment(container).items() if "value" in variable}
        given = {name.removeprefix(PREFIX).lower(): value for name, value in plain.items() if value}
        files = {name for name in given if name.endswith("_file")}
        sasl = {"kafka_sasl_username": "u", "kafka_sasl_password": "p"} if "kafka_sasl_mechanism" in given else {}
        load_settings(**{name: value for name, value in given.items() if name not in files}, **sasl)


def test_secrets_are_named_and_never_written(resources: list[Resource]) -> None:
    assert not of_kind(resources, "Secret")
    for container in containers(resources):
        for name, variable in environment(container).items():
            assert ("value" not in variable) == (name in SECRETS), name
            if name in SECRETS:
                assert set(variable["valueFrom"]) == {"secretKeyRef"}


def test_only_the_service_that_issues_keys_can_sign(resources: list[Resource]) -> None:
    signing = {container["name"] for container in containers(resources) if f"{PREFIX}SIGNING_KEY" in str(container)}
    assert signing == {"partners"}


def test_where_there_is_a_token_prometheus_shows_it_and_every_service_knows_it() -> None:
    resources = rendered(EVERYTHING)
    (monitor,) = of_kind(resources, "ServiceMonitor").values()
    (endpoint,) = monitor["spec"]["endpoints"]
    assert endpoint["authorization"] == {"credentials": {"name": "metrics", "key": "token"}}
    for name in (*SERVICES, WORKER):
        (container,) = pods(resources)[name]["containers"]
        known = environment(container)[f"{PREFIX}METRICS_TOKENS"]["valueFrom"]["secretKeyRef"]
        assert known == {"name": "metrics", "key": "tokens"}


def test_probes_ask_what_is_answered(resources: list[Resource]) -> None:
    for name in (*SERVICES, WORKER):
        (container,) = pods(resources)[name]["containers"]
        paths = {probe: container[probe]["httpGet"]["path"] for probe in container if probe.endswith("Probe")}
        live, ready = "/health/live", "/health/ready"
        assert paths == {"startupProbe": live, "livenessProbe": live, "readinessProbe": ready}
        assert set(paths.values()) <= ROUTES
        assert {container[probe]["httpGet"]["port"] for probe in paths} <= {port["name"] for port in container["ports"]}
        assert environment(container)[f"{PREFIX}PORT"]["value"] == str(container["ports"][0]["containerPort"])


def test_there_is_time_to_finish(resources: list[Resource]) -> None:
    for name in (*SERVICES, WORKER):
        pod = pods(resources)[name]
        before = int(pod["containers"][0]["lifecycle"]["preStop"]["exec"]["command"][1])
        assert pod["terminationGracePeriodSeconds"] == 60 > before + SHUTDOWN


def test_mounted_files_are_where_settings_look(resources: list[Resource]) -> None:
    for container in containers(resources):
        mounted = tuple(mount["mountPath"] + "/" for mount in container["volumeMounts"])
        files = [each["value"] for name, each in environment(container).items() if name.endswith("_FILE")]
        assert all(file.startswith(mounted) for file in files)


def test_topics_and_indexes_are_made_before_anything_changes(resources: list[Resource]) -> None:
    job = of_kind(resources, "Job")["migrations"]
    assert job["metadata"]["annotations"]["helm.sh/hook"] == "pre-install,pre-upgrade"
    assert "before-hook-creation" in job["metadata"]["annotations"]["helm.sh/hook-delete-policy"]
    pod = job["spec"]["template"]["spec"]
    assert [pod["initContainers"][0]["args"][:2], pod["containers"][0]["args"]] == [
        ["topics", "create"],
        ["indexes", "create"],
    ]


def test_metrics_are_scraped_where_they_are(resources: list[Resource]) -> None:
    for monitor in of_kind(resources, "ServiceMonitor").values():
        assert {endpoint["path"] for endpoint in monitor["spec"]["endpoints"]} <= ROUTES
