"""Imports all that a start imports, so that Python keeps it compiled: `python -m cli.warm [SERVICE ...]`.

Images are built with it. Without a name: the command, and every service that needs no engine.
"""

import sys
from importlib import import_module

from cli.services import NAMES, load

NEEDS_ENGINE = ("matching",)
AT_A_START = (
    "cli.main",
    "services.chassis.doctor.examination",
    "services.chassis.kafka.topics",
    "services.chassis.process",
    "uvicorn.lifespan.on",
    "uvicorn.loops.uvloop",
    "uvicorn.protocols.http.httptools_impl",
)
"""The web server finds its parts by name, when it starts."""


def warm(services: list[str]) -> None:
    """Import what serving these needs."""
    load(services or [name for name in NAMES if name not in NEEDS_ENGINE])
    for module in AT_A_START:
        import_module(module)


if __name__ == "__main__":
    warm(sys.argv[1:])
