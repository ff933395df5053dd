"""Free ports on loopback, and who listens on one."""

import socket
from collections.abc import Iterator
from pathlib import Path

LOOPBACK = "127.0.0.1"
LISTENING = "0A"


def free_port() -> int:
    """A port that nobody held a moment ago; another process may still be faster."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def is_taken(port: int) -> bool:
    """Whether somebody holds this port on loopback."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return True
        return False


def listens(pid: int, port: int) -> bool:
    """Whether this very process listens on the port: an answer alone could come from another one."""
    return not set(_listeners(pid, port)).isdisjoint(_sockets(pid))


def _listeners(pid: int, port: int) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        yield from listening_inodes(_text(Path(f"/proc/{pid}/net/{table}")), port)


def listening_inodes(table: str, port: int) -> Iterator[str]:
    """The inodes of the sockets that listen on the port, from a table in the form of /proc/net/tcp."""
    for row in table.splitlines()[1:]:
        columns = row.split()
        if columns[3] == LISTENING and int(columns[1].rpartition(":")[2], 16) == port:
            yield columns[9]


def _sockets(pid: int) -> Iterator[str]:
    try:
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            kind, _, inode = str(descriptor.readlink()).partition(":[")
            if kind == "socket":
                yield inode.rstrip("]")
    except OSError:  # the process ends, or closes a socket, while it is being read
        return


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
