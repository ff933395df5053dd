"""npm's packages, put beside the project and into nothing of it."""

import fcntl
import hashlib
import shutil
import subprocess
from pathlib import Path

CACHE = Path(__file__).parents[2] / ".local" / "npm"
FILES = ("package.json", "package-lock.json", ".npmrc")


class PackagesNotAvailable(RuntimeError):
    """There is no Node on this machine, or npm cannot get the packages."""


def installed(source: Path) -> Path:
    """The directory that has what the lock file in `source` names. Raises PackagesNotAvailable."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise PackagesNotAvailable("Grafana's packages need Node and npm, which are not on the PATH")
    wanted = hashlib.sha256(b"".join((source / name).read_bytes() for name in FILES)).hexdigest()[:12]
    directory = CACHE / f"{source.name}-{wanted}"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / ".lock").open("w") as lock:
        # Two that begin at once do not install twice.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (directory / "whole").exists():
            _install(npm, source, directory)
    return directory


def _install(npm: str, source: Path, directory: Path) -> None:
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    for name in FILES:
        shutil.copy(source / name, directory / name)
    command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    ended = subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise PackagesNotAvailable(f"npm cannot get Grafana's packages: {ended.stderr.strip()[-300:]}")
    (directory / "whole").touch()
