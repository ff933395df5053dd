import os
import socket

import pytest

from deploy.local.ports import free_port, is_taken, listening_inodes, listens

TABLE = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:A2C3 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 501 1 0 100 0 0 10 0
   1: 0100007F:A2C3 0100007F:9000 01 00000000:00000000 00:00000000 00000000  1000        0 502 1 0 100 0 0 10 0
   2: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 503 1 0 100 0 0 10 0
"""


def test_only_sockets_that_listen_on_the_port_count() -> None:
    assert list(listening_inodes(TABLE, 0xA2C3)) == ["501"]


def test_a_free_port_is_not_taken_until_somebody_listens() -> None:
    port = free_port()
    assert not is_taken(port)
    with socket.create_server(("127.0.0.1", port)):
        assert is_taken(port)


@pytest.mark.skipif(not os.path.exists("/proc/self/fd"), reason="needs Linux's /proc")  # noqa: PTH110
def test_a_port_belongs_to_the_process_that_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as ours:
        port = ours.getsockname()[1]
        assert listens(os.getpid(), port)
        assert not listens(os.getppid(), port)
