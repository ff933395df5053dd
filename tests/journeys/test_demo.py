"""The command that shows everything, as whoever tries it first meets it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from deploy.sample.generate import write

PEOPLE = 220
pytestmark = [pytest.mark.slow, pytest.mark.timeout(420)]


@pytest.fixture(scope="module")
def rosters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three small organisations; one of them with twenty mistakes."""
    folder = tmp_path_factory.mktemp("rosters")
    write(folder, people=PEOPLE)
    return folder


@pytest.fixture
def command(rosters: Path, tmp_path: Path) -> Callable[..., list[str]]:
    """`mentormesh demo`, with everything that it writes below `tmp_path`."""

    def made(*more: str) -> list[str]:
        options = {"--rosters": rosters, "--directory": tmp_path / "local", "--json-to": tmp_path / "demo.json"}
        places = [str(part) for option in options.items() for part in option]
        return [sys.executable, "-m", "cli.main", "demo", *places, *more]

    return made


def test_the_network_lives_and_is_told_of(command: Callable[..., list[str]], tmp_path: Path) -> None:
    ended = subprocess.run(command("--report", str(tmp_path / "demo.txt")), capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    told = json.loads((tmp_path / "demo.json").read_text())
    assert told["invariants_broken"] == []
    assert (told["people"], told["lines_left_out"]) == (PEOPLE, 20)
    assert (told["dead_letters"], told["parked"], told["outbox_left"]) == (0, 0, 0)
    assert set(told["mentorships"]) == {"formal", "informal", "group", "peer"}
    for happened in ("events", "sessions_held", "goals_reached", "feedback", "unmatched", "network_seconds"):
        assert told[happened] > 0, happened
    assert 0 < told["effect_p50_ms"] <= told["effect_p99_ms"]
    assert told["events"] == sum(told["events_by_type"].values())
    assert told["sessions_held"] == told["events_by_type"]["mentormesh.session.held.v1"]
    report = (tmp_path / "demo.txt").read_text()
    assert "Every invariant holds" in report
    assert report.strip() in ended.stdout
    assert max(map(len, ended.stdout.splitlines())) <= 100


def test_it_stays_up_on_request_until_ctrl_c(command: Callable[..., list[str]], tmp_path: Path) -> None:
    with staying(command("--stay"), tmp_path) as (process, told):
        url = found(r"MENTORMESH_URL=(\S+)", told)
        key = found(r"MENTORMESH_KEY=(\S+)", told)
        for page in re.findall(rf"{re.escape(url)}(/\S+)", told):
            assert httpx.get(url + page).status_code == 200, page
        people = httpx.get(f"{url}/v1/people", headers={"Authorization": f"Bearer {key}"}).json()["items"]
        assert people[0]["external_id"]
        assert (tmp_path / "local" / "keys.env").stat().st_mode & 0o077 == 0
        children = children_of(process.pid)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def test_services_that_end_by_themselves_are_told_of(command: Callable[..., list[str]], tmp_path: Path) -> None:
    with staying(command("--stay"), tmp_path) as (process, _):
        services = next(child for child in children_of(process.pid) if "serve all" in command_line(child))
        os.kill(services, signal.SIGKILL)
        assert process.wait(60) == 1
    assert "the services ended" in (tmp_path / "told.txt").read_text()


def test_a_broker_that_is_not_there_is_one_clear_line(command: Callable[..., list[str]]) -> None:
    nowhere = {**os.environ, "MENTORMESH_KAFKA_URL": "127.0.0.1:1"}
    ended = subprocess.run(command(), capture_output=True, text=True, check=False, env=nowhere)
    assert ended.returncode == 1
    assert ended.stderr.startswith("mentormesh: no Kafka broker answers at 127.0.0.1:1")
    assert len(ended.stderr.splitlines()) == 1


def test_rosters_that_are_not_there_are_one_clear_line(tmp_path: Path) -> None:
    arguments = [sys.executable, "-m", "cli.main", "demo", "--rosters", str(tmp_path)]
    ended = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"mentormesh: there is no {tmp_path}/manifest.json")


@contextmanager
def staying(arguments: list[str], tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The command once everything is up, and what it has said."""
    out = tmp_path / "told.txt"
    with out.open("wb") as told:
        process = subprocess.Popen(arguments, stdout=told, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + 120
        while "Ctrl-C stops everything" not in out.read_text():
            assert process.poll() is None, out.read_text()
            assert time.monotonic() < deadline, out.read_text()
            time.sleep(0.1)
        yield process, out.read_text()
    finally:
        process.kill()
        process.wait()


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, text
    return match[1]


def children_of(pid: int) -> list[int]:
    """Every thread has children of its own to the kernel."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def command_line(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode().replace("\0", " ")
