"""The broker's jars: fetched once from Maven Central, and used only as the committed sums know them."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from deploy.local.apache.java import find_maven
from deploy.local.errors import ServerDidNotStart
from deploy.local.once import once

POM, SUMS = Path(__file__).with_name("pom.xml"), Path(__file__).with_name("jars.sha256")
CACHE = Path(__file__).parents[3] / ".local" / "apache-kafka"


def fetched_jars(cache: Path = CACHE, sums: Path = SUMS) -> Path:
    """The directory that holds them and nothing else. Raises ServerDidNotStart, ServerNotAvailable."""
    directory, wanted = cache / sum_of(sums)[:12], read_sums(sums)
    once(cache, lambda: difference(directory, wanted), lambda: _fetch_whole(directory, wanted))
    return directory


def fetch(directory: Path) -> None:
    """Have Maven copy all that the pom names, and what that needs, into the directory."""
    goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={directory.resolve()}"]
    command = [find_maven(), "--batch-mode", "--quiet", "--file", str(POM), *goal]
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if ended.returncode:
        said = [line for line in ended.stdout.splitlines() if line.startswith("[ERROR]")]
        raise ServerDidNotStart("kafka", command, said[0] if said else f"it ended with {ended.returncode}")


def read_sums(path: Path = SUMS) -> dict[str, str]:
    """SHA-256 by name, from a file in the form of `sha256sum`."""
    return {name: digest for digest, name in (line.split() for line in path.read_text().splitlines())}


def sum_of(path: Path) -> str:
    """SHA-256, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def difference(directory: Path, wanted: dict[str, str]) -> str | None:
    """What is not as the sums say, if anything."""
    found = {path.name for path in directory.glob("*")}
    if unlike := sorted(found.symmetric_difference(wanted)):
        return f"{unlike[0]} is {'not known' if unlike[0] in found else 'missing'}"
    return next((f"{name} has another sum" for name in wanted if sum_of(directory / name) != wanted[name]), None)


def _fetch_whole(directory: Path, wanted: dict[str, str]) -> None:
    partial = directory.with_name("partial")
    shutil.rmtree(partial, ignore_errors=True)
    shutil.rmtree(directory, ignore_errors=True)
    sys.stderr.write("fetching Apache Kafka's jars from Maven Central, once: about 45 MB\n")
    sys.stderr.flush()
    fetch(partial)
    if wrong := difference(partial, wanted):
        raise ServerDidNotStart("kafka", (), f"what Maven fetched is not what {SUMS.name} tells: {wrong}")
    partial.rename(directory)
