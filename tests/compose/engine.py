"""A Docker engine: the one that runs, or one of our own with a socket and a folder of its own."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local.process import ChildProcess
from tests.compose.docker import Docker
from tests.compose.errors import NotRun
from tests.compose.machine import as_it_was
from tests.compose.wish import Wish

VARIANTS: tuple[tuple[str, ...], ...] = (
    (),
    ("--storage-driver=vfs",),
    ("--iptables=false", "--ip6tables=false"),
    ("--iptables=false", "--ip6tables=false", "--storage-driver=vfs"),
)
"""What dockerd is told, until it starts: kernels without overlays, or without the tables of the firewall."""
PACKAGES = ("docker.io", "debootstrap")
PATIENCE = 30.0
ENDING = 60.0


@contextmanager
def engine(wish: Wish) -> Iterator[tuple[Docker, str]]:
    """An engine that answers, and how it came about. One that was started here ends with the run. Raises NotRun."""
    running = Docker() if shutil.which("docker") else None
    if running is not None and running.answers:
        yield running, "one that was running"
        return
    _insist_possible(wish)
    with as_it_was():
        process, docker, options = _started(wish.directory.resolve())
        try:
            yield docker, " ".join(("dockerd", *options))
        finally:
            process.stop()


def _insist_possible(wish: Wish) -> None:
    if os.geteuid() != 0:
        raise NotRun("no Docker engine runs here, and only root can start one")
    missing = [each for each in ("dockerd", "debootstrap") if shutil.which(each) is None]
    if missing and wish.install and shutil.which("apt-get"):
        _install()
        missing = [each for each in missing if shutil.which(each) is None]
    if missing:
        raise NotRun(f"{' and '.join(missing)} missing (Debian: apt-get install {' '.join(PACKAGES)}, or --install)")


def _install() -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "iptables", *PACKAGES]):
        subprocess.run(["apt-get", "--quiet", *command], env=quiet, stdout=subprocess.DEVNULL, check=False)


def _started(directory: Path) -> tuple[ChildProcess, Docker, tuple[str, ...]]:
    directory.mkdir(parents=True, exist_ok=True)
    log = directory / "dockerd.log"
    log.unlink(missing_ok=True)
    last = ""
    for options in VARIANTS:
        process = ChildProcess(_command(directory, options), log, patience=ENDING, told={"PATH": os.environ["PATH"]})
        docker = Docker(f"unix://{directory / 'docker.sock'}")
        if _comes_up(process, docker):
            # What a run that was killed has left in the folder.
            docker("container", "prune", "--force")
            docker("volume", "prune", "--force")
            return process, docker, options
        process.stop()
        last = process.last_line()
    raise NotRun(f"dockerd does not start on this machine: {last} (all of it: {log})")


def _command(directory: Path, options: tuple[str, ...]) -> list[str]:
    return [
        shutil.which("dockerd") or "dockerd",
        f"--data-root={directory / 'data'}",
        f"--exec-root={directory / 'run'}",
        f"--pidfile={directory / 'dockerd.pid'}",
        f"--host=unix://{directory / 'docker.sock'}",
        *options,
    ]


def _comes_up(process: ChildProcess, docker: Docker) -> bool:
    deadline = time.monotonic() + PATIENCE
    while process.is_running and time.monotonic() < deadline:
        if docker.answers:
            return True
        time.sleep(0.5)
    return False
