"""What the Dockerfile and docker-compose.yml take from a registry: pulled, or made of what can be had here."""

import platform
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import yaml

from deploy.local.apache.jars import fetched_jars
from deploy.local.mongo import MongoServer
from deploy.local.valkey import ValkeyServer
from tests.compose.docker import Docker
from tests.compose.errors import NotRun, Wrong
from tests.compose.wish import ROOT

COMPOSE = ROOT / "docker-compose.yml"
STAND_INS = Path(__file__).parent / "stand_ins"
DEBIAN, PYTHON = "debian:bookworm-slim", "python:3.11-slim"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
NEVER_RUN = ("mentormesh", "grafana")
"""Images that are built here, and the one that nothing stands in for."""
UNUSED = ("var/cache/apt/*", "var/lib/apt/lists/*", "usr/share/doc/*", "usr/share/man/*", "usr/share/locale/*")
"""Of a fresh Debian: what its slim image has not either."""
Fill = Callable[[Path], None]


def composed() -> dict[str, str]:
    """By service in docker-compose.yml: its image."""
    services = yaml.safe_load(COMPOSE.read_text())["services"]
    return {name: service["image"] for name, service in services.items()}


def bring(docker: Docker) -> list[str]:
    """See to it that all are there; gives those that are stand-ins. Raises NotRun, Wrong."""
    servers = [image for image in dict.fromkeys(composed().values()) if not image.startswith(NEVER_RUN)]
    reachable = True
    for image in (PYTHON, *servers):
        if docker.inspect(image) is None:
            reachable = reachable and _pulled(docker, image)
        # Made anew though it is there: what it is made of may have changed.
        if docker.inspect(image) is None or _is_stand_in(docker, image):
            _make(docker, image)
    return [image for image in (PYTHON, *servers) if _is_stand_in(docker, image)]


def _is_stand_in(docker: Docker, image: str) -> bool:
    found = docker.inspect(image)
    return found is not None and "stand-in" in (found["Config"]["Labels"] or {})


def _pulled(docker: Docker, image: str) -> bool:
    try:
        docker("pull", "--quiet", image)
    except Wrong:
        return False
    return True


def _make(docker: Docker, image: str) -> None:
    if platform.machine() != "x86_64":
        raise NotRun(f"{image} cannot be pulled, and its stand-in is for x86-64")
    if docker.inspect(DEBIAN) is None:
        _import_debian(docker)
    name = image.partition(":")[0].rpartition("/")[2]
    with _context(name) as folder:
        # The host's network: an engine that may not touch the firewall's tables has no other way out.
        docker("build", "--quiet", "--network=host", "--label=stand-in", "--tag", image, folder)


def _import_debian(docker: Docker) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / "debian"
        _run("debootstrap", "--variant=minbase", "--include=ca-certificates", "bookworm", str(root))
        for pattern in UNUSED:
            for path in root.glob(pattern):
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        archive = Path(temporary) / "debian.tar"
        _run("tar", "--create", "--one-file-system", f"--directory={root}", f"--file={archive}", ".")
        docker("import", archive, DEBIAN)


def _run(*command: str) -> None:
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise NotRun(
            f"`{command[0]}` could not make a Debian: {(ended.stdout + ended.stderr).strip().splitlines()[-1]}"
        )


@contextmanager
def _context(name: str) -> Iterator[Path]:
    """The folder of a stand-in, with what it needs of this machine."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / name
        shutil.copytree(STAND_INS / name, folder)
        if (fill := _FILLED.get(name)) is not None:
            fill(folder)
        yield folder


def _with_certificates(folder: Path) -> None:
    """Those that this machine trusts, such as its company's."""
    shutil.copy(CERTIFICATES, folder)


def _with_mongod(folder: Path) -> None:
    shutil.copy(MongoServer(folder).program, folder / "mongod")


def _with_valkey(folder: Path) -> None:
    shutil.copy(ValkeyServer(folder).program, folder / "valkey-server")


def _with_jars(folder: Path) -> None:
    shutil.copytree(fetched_jars(), folder / "jars")


_FILLED: Mapping[str, Fill] = {
    "python": _with_certificates,
    "mongo": _with_mongod,
    "valkey": _with_valkey,
    "kafka": _with_jars,
}
