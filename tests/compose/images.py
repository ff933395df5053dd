"""Both images, built by the project's Dockerfile as it is, and looked at."""

from pathlib import Path

from tests.compose.bases import PYTHON
from tests.compose.docker import Docker
from tests.compose.errors import Wrong
from tests.compose.wish import ROOT

LIMIT_MB = {"mentormesh": 200, "mentormesh-matching": 450}
USER = "10001:10001"
MEGABYTE = 1_000_000
TOOLS = ("cc", "gcc", "g++", "clang", "ld", "as", "make", "pip", "pip3")
"""Nothing is compiled and nothing installed where services run."""
ENGINE = "numba"
CONFINED = ("--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", "--network=none")
BUILDING = 1500.0


def build(docker: Docker) -> None:
    """Both, from what is in this checkout. Raises Wrong."""
    # The greater one first: the builder works on all that it needs at once, and the other is a part of it.
    for target in reversed(LIMIT_MB):
        options: list[str | Path] = ["--network=host", "--file", ROOT / "deploy/Dockerfile", "--target", target]
        command = ("build", "--quiet", *options, "--tag", f"{target}:local", ROOT)
        try:
            docker(*command, within=BUILDING)
        except Wrong:
            # Packages come over a network that may not answer once. What was built is kept.
            docker(*command, within=BUILDING)


def sizes(docker: Docker) -> dict[str, float]:
    """Of both and of what they are based on, in MB, all layers together."""
    names = {PYTHON: PYTHON, **{target: f"{target}:local" for target in LIMIT_MB}}
    found = {name: docker.inspect(image) for name, image in names.items()}
    return {name: round(each["Size"] / MEGABYTE, 1) for name, each in found.items() if each is not None}


def examine(docker: Docker, measured: dict[str, float]) -> None:
    """Raises Wrong with all that is not as promised."""
    wrong = [
        f"{name} has {measured[name]:g} MB, more than {limit}"
        for name, limit in LIMIT_MB.items()
        if measured[name] > limit
    ]
    for target in LIMIT_MB:
        wrong += [f"{target}: {what}" for what in _faults(docker, target)]
    if wrong:
        raise Wrong("; ".join(wrong))


def _faults(docker: Docker, target: str) -> list[str]:
    found = docker.inspect(f"{target}:local")
    assert found is not None
    faults = [] if found["Config"]["User"] == USER else [f"runs as {found['Config']['User'] or 'root'}"]
    said = _in_a_container(docker, target, f"for tool in {' '.join(TOOLS)}; do command -v $tool; done; true")
    faults += [f"{tool} is in it" for tool in said.split()]
    writes = "for path in / /etc /opt/mentormesh /usr/local/bin; do touch $path/x 2>/dev/null && echo $path; done; true"
    faults += [f"{path} can be written to" for path in _in_a_container(docker, target, writes).split()]
    docker("run", "--rm", *CONFINED, f"{target}:local", "serve", "--help")
    has_engine = _in_a_container(docker, target, f"python -c 'import {ENGINE}' 2>/dev/null && echo yes; true").strip()
    if bool(has_engine) != (target == "mentormesh-matching"):
        faults.append(f"{ENGINE} is {'' if has_engine else 'not '}in it")
    return faults


def _in_a_container(docker: Docker, target: str, script: str) -> str:
    return docker("run", "--rm", *CONFINED, "--entrypoint=sh", f"{target}:local", "-c", script)
