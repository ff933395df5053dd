"""Java and Maven, as they are on this machine."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from deploy.local.errors import ServerNotAvailable

OLDEST_JAVA = 17
OLDEST_MAVEN = (3, 6, 3)
JAVA_SAYS = re.compile(r'version "(?:1\.)?(\d+)')
MAVEN_SAYS = re.compile(r"Apache Maven (\d+)\.(\d+)\.(\d+)")


def find_java() -> str:
    """The path of `java`: that of JAVA_HOME, or the first on the PATH. Raises ServerNotAvailable."""
    needed = f"Apache Kafka needs Java {OLDEST_JAVA} or later"
    path = _of_java_home() or shutil.which("java")
    if path is None:
        raise ServerNotAvailable("kafka", f"{needed}, and there is no `java` on the PATH, nor a JAVA_HOME")
    said = _said(path, "-version")
    found = JAVA_SAYS.search(said)
    if found is None or int(found[1]) < OLDEST_JAVA:
        raise ServerNotAvailable("kafka", f"{needed}, and {path} says: {_first_line(said)}")
    return path


def find_maven() -> str:
    """The path of `mvn`. Raises ServerNotAvailable."""
    oldest = ".".join(map(str, OLDEST_MAVEN))
    needed = f"Apache Kafka's jars are fetched by Maven {oldest} or later"
    path = shutil.which("mvn")
    if path is None:
        raise ServerNotAvailable("kafka", f"{needed}, and there is no `mvn` on the PATH")
    said = _said(path, "--version", "--batch-mode")
    found = MAVEN_SAYS.search(said)
    if found is None or tuple(map(int, found.groups())) < OLDEST_MAVEN:
        raise ServerNotAvailable("kafka", f"{needed}, and {path} says: {_first_line(said)}")
    return path


def _of_java_home() -> str | None:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=Path(home) / "bin") if home else None


def _said(*command: str) -> str:
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return ended.stdout


def _first_line(said: str) -> str:
    return next((line.strip() for line in said.splitlines() if line.strip()), "nothing")
