"""The commands `docker` and `docker-compose`, towards one engine."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.compose.errors import NotRun, Wrong

LAST_LINES = 25


class Docker:
    """Both commands. `host` is the engine's address; None is the one that the environment names."""

    def __init__(self, host: str | None = None) -> None:
        # Debian's own first: what else is called docker may lack the builder that its engine has.
        self._docker = _found("docker", f"/usr/bin:{os.environ.get('PATH', '')}")
        self._compose = _found("docker-compose", f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}")
        self.environment = {**os.environ, "DOCKER_BUILDKIT": "1", **({"DOCKER_HOST": host} if host else {})}

    def __call__(self, *arguments: str | Path, within: float = 600.0) -> str:
        """What `docker` says on stdout. Raises Wrong with the last lines of stderr."""
        return _said([self._docker, *map(str, arguments)], self.environment, within)

    def compose(self, *arguments: str | Path, told: Mapping[str, str], within: float = 600.0) -> str:
        """What `docker-compose` says, told these variables. Raises Wrong."""
        return _said([self._compose, *map(str, arguments)], {**self.environment, **told}, within)

    def inspect(self, name: str) -> dict[str, Any] | None:
        """What the engine knows of an image or a container; None if there is none of that name."""
        try:
            found: list[dict[str, Any]] = json.loads(self("inspect", name))
        except Wrong:
            return None
        return found[0]

    @cached_property
    def version(self) -> int:
        """The engine's, its first number."""
        return int(self("version", "--format", "{{.Server.Version}}").partition(".")[0])

    @property
    def answers(self) -> bool:
        """Whether the engine is there."""
        try:
            self("info", within=20.0)
        except Wrong:
            return False
        return True


def _found(command: str, path: str) -> str:
    found = shutil.which(command, path=path)
    if found is None:
        raise NotRun(f"there is no `{command}` on the PATH")
    return found


def _said(command: list[str], environment: Mapping[str, str], within: float) -> str:
    try:
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=within, check=False)
    except subprocess.TimeoutExpired:
        raise Wrong(f"`{_shown(command)}` did not end within {within:.0f} s") from None
    if ended.returncode:
        raise Wrong(f"`{_shown(command)}` ended with {ended.returncode}:\n{_last(ended.stderr or ended.stdout)}")
    return ended.stdout


def _shown(command: Iterable[str]) -> str:
    first, *rest = command
    return " ".join([Path(first).name, *rest])


def _last(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-LAST_LINES:])
