"""A server that refuses the password says something else than one that is away, and the password is not told."""

from collections.abc import Iterator

import pytest

from deploy.local.mongo import MongoServer
from deploy.local.ports import LOOPBACK
from tests.integration.cli.command import Environment, assert_one_line, mentormesh


class GuardedMongo(MongoServer):
    """It lets nobody in whom it does not know, and knows nobody."""

    def command(self) -> list[str]:
        own = [word for word in super().command() if not word.startswith("--replSet")]
        return [*own, "--auth", "--setParameter=enableLocalhostAuthBypass=0"]

    def settle(self) -> None:
        """Who listens is ready: there is no replica set to found."""


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address."""
    server = GuardedMongo(tmp_path_factory.mktemp("guarded"))
    server.start()
    yield f"{LOOPBACK}:{server.port}"
    server.stop()


@pytest.mark.parametrize("who", ["", "me:hidden@"])
def test_a_database_that_refuses_the_password_stops_the_start_in_one_line(guarded: str, who: str) -> None:
    ended = mentormesh("serve", "scheduling", MENTORMESH_MONGO_URL=f"mongodb://{who}{guarded}", MENTORMESH_PORT="0")
    assert_one_line(ended, "refuses the user or the password", guarded)
    assert "hidden" not in ended.stderr


def test_the_doctor_names_it(guarded: str, environment: Environment) -> None:
    ended = mentormesh("doctor", "partners", **environment | {"MENTORMESH_MONGO_URL": f"mongodb://me:hidden@{guarded}"})
    assert ended.returncode == 1
    assert "refuses the user or the password" in ended.stdout
    assert "hidden" not in ended.stdout + ended.stderr
