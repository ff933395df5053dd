from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.local import ServerNotAvailable
from deploy.local.apache.java import find_java, find_maven

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Programs that say what they are told to say, alone on the PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)

    def installed(name: str, says: str, directory: str = "") -> Path:
        program = tmp_path / directory / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\necho '{says}' >&2\n")
        program.chmod(0o755)
        return program

    return installed


@pytest.mark.parametrize("says", ['openjdk version "17.0.15" 2025-04-15', 'java version "21" 2023-09-19 LTS'])
def test_java_is_found(install: Install, says: str) -> None:
    program = install("java", says)
    assert find_java() == str(program)


def test_the_java_of_java_home_goes_first(install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install("java", 'openjdk version "11.0.2"')
    at_home = install("java", 'openjdk version "17.0.1"', "jdk/bin")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "jdk"))
    assert find_java() == str(at_home)


@pytest.mark.parametrize(
    "says", ['openjdk version "11.0.2" 2019-01-15', 'java version "1.8.0_292"', "Segmentation fault"]
)
def test_a_java_that_is_too_old_is_named(install: Install, says: str) -> None:
    path = install("java", says)
    with pytest.raises(ServerNotAvailable) as refused:
        find_java()
    assert str(refused.value) == f"kafka did not start: Apache Kafka needs Java 17 or later, and {path} says: {says}"


@pytest.mark.usefixtures("install")
def test_without_java_or_maven_it_says_so() -> None:
    with pytest.raises(ServerNotAvailable, match="needs Java 17 or later, and there is no `java` on the PATH"):
        find_java()
    with pytest.raises(ServerNotAvailable, match=r"fetched by Maven 3\.6\.3 or later, and there is no `mvn`"):
        find_maven()


def test_maven_is_found_unless_it_is_too_old(install: Install) -> None:
    enough = install("mvn", "Apache Maven 3.8.7")
    assert find_maven() == str(enough)
    old = install("mvn", "Apache Maven 3.6.2 (40f52333136460af0dc0d7232c0dc0bcf0d9e117)")
    with pytest.raises(ServerNotAvailable, match=rf"and {old} says: Apache Maven 3\.6\.2"):
        find_maven()
