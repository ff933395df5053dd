"""A stand-in for Maven that writes what it is told to: what is fetched once, and what is refused."""

import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from deploy.local import ServerDidNotStart
from deploy.local.apache.jars import POM, fetched_jars, read_sums
from deploy.local.apache.lock import renew

ROOT = Path(__file__).parents[4]
MAVEN = """#!/bin/sh
[ "$1" = --version ] && echo "Apache Maven 3.9.9" && exit
echo called >> {calls}
for argument; do case "$argument" in -DoutputDirectory=*) directory="${{argument#*=}}";; esac; done
mkdir -p "$directory"
{does}
"""
BOTH = 'printf one > "$directory/one.jar"; sleep 0.2; printf two > "$directory/two.jar"'


class Maven:
    """On the PATH, before any other."""

    def __init__(self, directory: Path) -> None:
        self._directory, self._calls = directory, directory / "calls"
        self.cache, self.sums = directory / "cache", directory / "sums"
        self.does(BOTH)
        self.sums.write_text("".join(f"{sum_of(word)}  {word}.jar\n" for word in ("one", "two")))

    def does(self, what: str) -> None:
        """Instead of fetching."""
        program = self._directory / "mvn"
        program.write_text(MAVEN.format(calls=self._calls, does=what))
        program.chmod(0o755)

    @property
    def calls(self) -> int:
        """How often it was to fetch."""
        return len(self._calls.read_text().splitlines()) if self._calls.exists() else 0

    def jars(self) -> Path:
        """What the server gets."""
        return fetched_jars(self.cache, self.sums)


def sum_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def maven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Maven:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return Maven(tmp_path)


def test_jars_are_fetched_once(maven: Maven, capsys: pytest.CaptureFixture[str]) -> None:
    directory = maven.jars()
    assert maven.jars() == directory
    assert {jar.name: jar.read_text() for jar in directory.iterdir()} == {"one.jar": "one", "two.jar": "two"}
    assert maven.calls == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_two_that_begin_at_once_fetch_once(maven: Maven) -> None:
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: maven.jars(), range(2))
    assert first == second
    assert maven.calls == 1


@pytest.mark.parametrize(
    ("does", "why"),
    [
        ('printf one > "$directory/one.jar"', "two.jar is missing"),
        (f'{BOTH}; printf three > "$directory/three.jar"', "three.jar is not known"),
        (f'{BOTH}; printf on > "$directory/one.jar"', "one.jar has another sum"),
    ],
)
def test_what_is_not_as_the_sums_tell_is_never_used(maven: Maven, does: str, why: str) -> None:
    maven.does(does)
    with pytest.raises(ServerDidNotStart, match=f"not what jars.sha256 tells: {re.escape(why)}"):
        maven.jars()
    maven.does(BOTH)
    assert (maven.jars() / "two.jar").exists()
    assert maven.calls == 2


def test_a_fetch_that_was_broken_off_is_not_taken_for_a_whole_one(maven: Maven) -> None:
    maven.does('printf one > "$directory/one.jar"; kill -9 $$')
    with pytest.raises(ServerDidNotStart, match="it ended with -9"):
        maven.jars()
    maven.does(BOTH)
    assert len(list(maven.jars().iterdir())) == 2


def test_jars_that_were_spoilt_later_are_fetched_again(maven: Maven) -> None:
    (maven.jars() / "one.jar").write_text("tampered with")
    assert (maven.jars() / "one.jar").read_text() == "one"
    assert maven.calls == 2


def test_other_sums_have_another_directory(maven: Maven) -> None:
    before = maven.jars()
    maven.does('printf three > "$directory/three.jar"')
    assert renew(maven.sums) == 1
    assert read_sums(maven.sums) == {"three.jar": sum_of("three")}
    assert maven.jars() != before
    assert (before / "one.jar").exists()


def test_what_maven_complains_of_is_the_reason(maven: Maven) -> None:
    maven.does('echo "[ERROR] Could not transfer artifact"; echo "[ERROR] See the manual"; exit 1')
    with pytest.raises(ServerDidNotStart, match=r"\): \[ERROR\] Could not transfer artifact$"):
        maven.jars()


def test_the_pom_the_sums_and_compose_have_one_version() -> None:
    found = re.search(r"<artifactId>kafka_2\.13</artifactId>\s*<version>(.+?)</version>", POM.read_text())
    assert found
    composed = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["kafka"]["image"]
    assert f"kafka_2.13-{found[1]}.jar" in read_sums()
    assert composed == f"apache/kafka:{found[1]}"
