"""It ends when it is asked to, and that is no failure."""

import signal
import socket
from pathlib import Path

import pytest

from tests.integration.cli.command import PATIENCE, Environment, address_of, line_of, running

ENDINGS = pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])


@ENDINGS
def test_a_service_ends_when_asked_and_that_is_no_failure(with_topics: Environment, ending: signal.Signals) -> None:
    with running("serve", "scheduling", "--port", "0", **with_topics) as process:
        address_of(process)
        process.send_signal(ending)
        assert process.wait(PATIENCE) == 0


@ENDINGS
def test_a_service_ends_when_asked_though_it_has_not_begun(with_topics: Environment, ending: signal.Signals) -> None:
    with running("serve", "scheduling", "--port", "0", **with_topics) as process:
        line_of(process, lambda line: "housekeeping" in line)
        process.send_signal(ending)
        assert process.wait(PATIENCE) == 0


def test_local_servers_stay_up_until_ctrl_c(tmp_path: Path) -> None:
    with running("local", "--directory", str(tmp_path / "servers")) as process:
        told = line_of(process, lambda line: "MENTORMESH_MONGO_URL" in line)
        line_of(process, lambda line: "Ctrl-C stops them" in line)
        port = int(told.partition("127.0.0.1:")[2].partition("/")[0])
        socket.create_connection(("127.0.0.1", port)).close()
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
