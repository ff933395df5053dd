"""Programs that are in no wheel: those of the PATH, or those of a Debian package, unpacked beside the project."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from deploy.local.errors import ServerNotAvailable
from deploy.local.once import once

CACHE = Path(__file__).parents[2] / ".local" / "debian"


def program(name: str, package: str, cache: Path = CACHE) -> str:
    """Its path. A package is fetched once, checked by apt's own signatures, and installed nowhere.

    Raises ServerNotAvailable where it is not on the PATH and no Debian package can be had.
    """
    if on_path := shutil.which(name):
        return on_path
    directory = cache / package
    path = directory / "usr" / "bin" / name
    once(cache, lambda: not path.exists(), lambda: _fetch(package, directory))
    if not path.exists():
        raise ServerNotAvailable(package, f"Debian's package has no program {name}")
    return str(path)


def _fetch(package: str, directory: Path) -> None:
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise ServerNotAvailable(package, "it is not on the PATH, and this is no Debian to take its package from")
    partial = directory.with_name(f"{package}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    sys.stderr.write(f"fetching Debian's package {package}, once\n")
    sys.stderr.flush()
    if _run(partial, "apt-get", "download", package) is not None:
        # A machine that has never looked knows of no package.
        why = _run(partial, "apt-get", "update") or _run(partial, "apt-get", "download", package)
        if why is not None:
            raise ServerNotAvailable(package, f"Debian's package cannot be had: {why}")
    (archive,) = partial.glob("*.deb")
    if (why := _run(partial, "dpkg-deb", "--extract", archive.name, "whole")) is not None:
        raise ServerNotAvailable(package, f"Debian's package cannot be unpacked: {why}")
    shutil.rmtree(directory, ignore_errors=True)
    (partial / "whole").rename(directory)
    shutil.rmtree(partial)


def _run(directory: Path, *command: str) -> str | None:
    """None if it went well; else the last thing that it said."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    ended = subprocess.run(
        command,
        cwd=directory,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env=environment,
    )
    if ended.returncode == 0:
        return None
    lines = [line.strip() for line in ended.stdout.splitlines() if line.strip()]
    return lines[-1] if lines else f"{command[0]} ended with {ended.returncode}"
