"""docker-compose.yml, read as a file: Docker itself is not needed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.local import ServerNotAvailable
from deploy.local.apache.jars import read_sums
from deploy.local.mongo import MongoServer
from tests.compose.network import BEFORE_25, SANDBOX

ROOT = Path(__file__).parents[3]
BUSINESS = ("partners", "profile", "matching", "scheduling", "feedback")
WORKER = "matching-worker"
OURS = (*BUSINESS, WORKER)
COMPOSE = shutil.which("docker-compose", path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}")
KEYS = {"MENTORMESH_SIGNING_KEY": "a", "MENTORMESH_VERIFYING_KEYS": "b", "MENTORMESH_METRICS_TOKENS": "c"}


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    composed: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return composed


def test_whatever_stays_up_says_whether_it_is_healthy(services: dict[str, dict[str, Any]]) -> None:
    assert {name for name, service in services.items() if "healthcheck" not in service} == {"topics"}


def test_services_start_when_their_servers_are_healthy_and_the_topics_made(
    services: dict[str, dict[str, Any]],
) -> None:
    for name in OURS:
        conditions = {needed: how["condition"] for needed, how in services[name]["depends_on"].items()}
        assert conditions == {
            "topics": "service_completed_successfully",
            "kafka": "service_healthy",
            "mongo": "service_healthy",
            "valkey": "service_healthy",
        }


def test_topics_are_made_once_the_broker_answers(services: dict[str, dict[str, Any]]) -> None:
    assert services["topics"]["depends_on"] == {"kafka": {"condition": "service_healthy"}}
    assert services["topics"]["command"] == ["topics", "create"]


def test_matching_alone_carries_the_engine(services: dict[str, dict[str, Any]]) -> None:
    for name in (*OURS, "topics"):
        target = "mentormesh-matching" if name in ("matching", WORKER) else "mentormesh"
        assert (services[name]["image"], services[name]["build"]["target"]) == (f"{target}:local", target)
    assert [services[name]["command"][:2] for name in BUSINESS] == [["serve", name] for name in BUSINESS]


def test_matching_cycles_are_worked_on_beside_those_who_answer(services: dict[str, dict[str, Any]]) -> None:
    assert services["matching"]["command"] == ["serve", "matching", "--no-workers"]
    assert services[WORKER]["command"] == ["serve", "matching", "--workers"]


def test_only_the_service_that_issues_keys_can_sign(services: dict[str, dict[str, Any]]) -> None:
    signing = {name for name, service in services.items() if "MENTORMESH_SIGNING_KEY" in service.get("environment", {})}
    assert signing == {"partners"}


def test_one_setting_turns_tracing_on_in_all_of_them(services: dict[str, dict[str, Any]]) -> None:
    assert {services[name]["environment"]["MENTORMESH_TRACING_URL"] for name in OURS} == {"${MENTORMESH_TRACING_URL:-}"}


def test_a_service_has_time_to_finish(services: dict[str, dict[str, Any]]) -> None:
    assert {services[name]["stop_grace_period"] for name in OURS} == {"60s"}


def test_nothing_is_published_beyond_loopback(services: dict[str, dict[str, Any]]) -> None:
    published = [port for service in services.values() for port in service.get("ports", [])]
    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_every_service_is_scraped() -> None:
    scraped = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text())["scrape_configs"]
    assert set(scraped[0]["dns_sd_configs"][0]["names"]) == set(OURS)


def test_the_series_of_mongodb_is_the_one_that_tests_run_on(
    services: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    try:
        mongod = MongoServer(tmp_path).program
    except ServerNotAvailable as missing:
        pytest.skip(str(missing))
    said = subprocess.run([mongod, "--version"], capture_output=True, text=True, check=True).stdout
    tested = re.search(r"db version v(\d+\.\d+)\.", said)
    assert tested
    assert services["mongo"]["image"] == f"mongo:{tested[1]}"


def test_the_version_of_kafka_is_the_one_that_tests_run_on(services: dict[str, dict[str, Any]]) -> None:
    jars = read_sums()
    assert f"kafka-server-{services['kafka']['image'].removeprefix('apache/kafka:')}.jar" in jars


def test_the_test_of_compose_reaches_every_service(services: dict[str, dict[str, Any]]) -> None:
    sandbox = yaml.safe_load(SANDBOX.read_text())["services"]
    assert {name for name, service in sandbox.items() if "environment" in service} == set(OURS)
    looked_at_often = {name for name, each in services.items() if "start_interval" in each.get("healthcheck", {})}
    older = yaml.load(BEFORE_25.read_text(), _WithResets)["services"]
    assert set(older) == looked_at_often - {"grafana"}


class _WithResets(yaml.SafeLoader):
    """Compose's `!reset` takes something away."""


_WithResets.add_constructor("!reset", lambda loader, node: None)


@pytest.mark.skipif(COMPOSE is None, reason="needs docker-compose")
def test_compose_accepts_it_and_says_what_is_missing() -> None:
    assert compose_config(KEYS).returncode == 0
    assert "copy .env.example to .env" in compose_config({}).stderr


def compose_config(settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    assert COMPOSE
    return subprocess.run(
        [COMPOSE, "--env-file", os.devnull, "--file", ROOT / "docker-compose.yml", "config", "--quiet"],
        env={"PATH": os.defpath, "HOME": os.environ["HOME"], **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_files_of_the_deployment_are_in_good_form() -> None:
    tools = Path(sys.executable).parent
    subprocess.run([tools / "yamllint", "--strict", "docker-compose.yml", "deploy"], cwd=ROOT, check=True)
    subprocess.run([tools / "hadolint", "deploy/Dockerfile"], cwd=ROOT, check=True)
