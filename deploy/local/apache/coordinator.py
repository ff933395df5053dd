"""Whether consumers can join groups: one request in Kafka's protocol, since no client without a loop is at hand."""

import socket
import struct

from deploy.local.ports import LOOPBACK

FIND_COORDINATOR, VERSION, CORRELATION = 10, 0, 1
LONGEST = 5.0
"""Seconds for an answer."""
GROUP = b"is-anybody-there"


def has_coordinator(port: int) -> bool:
    """Whether the broker names one. The first time it is asked, it makes the topic of the groups' offsets."""
    try:
        with socket.create_connection((LOOPBACK, port), LONGEST) as connection, connection.makefile("rb") as answer:
            connection.sendall(_request())
            (size,) = struct.unpack(">i", answer.read(4))
            _, error = struct.unpack_from(">ih", answer.read(size))
    except (OSError, struct.error):
        return False
    return bool(error == 0)


def _request() -> bytes:
    header = struct.pack(">hhih", FIND_COORDINATOR, VERSION, CORRELATION, -1)
    body = header + struct.pack(">h", len(GROUP)) + GROUP
    return struct.pack(">i", len(body)) + body
