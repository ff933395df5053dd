"""The whole run, a stage after another."""

import json
import os
import signal
from contextlib import ExitStack, suppress
from typing import Any

from tests.compose import bases, images
from tests.compose.demo import VICTIM, back, run_demo
from tests.compose.docker import Docker
from tests.compose.engine import engine
from tests.compose.network import Network, up
from tests.compose.slice import run_slice
from tests.compose.stages import Stages
from tests.compose.watching import watched
from tests.compose.wish import Wish

SLICE_S = 75.0
"""About as long as the integration tests take."""


def run(wish: Wish) -> None:
    """Everything, and what came of it as JSON. Raises NotRun, Wrong."""
    stages, figures = Stages(), dict[str, Any]()
    with ExitStack() as stack:
        with stages.stage("engine") as stage:
            docker, how = stack.enter_context(engine(wish))
            stage.say(how)
        _built(docker, stages, figures)
        _lived(docker, stages, figures, wish)
    figures |= {"stages_s": stages.seconds, "cores": os.cpu_count()}
    wish.json_to.parent.mkdir(parents=True, exist_ok=True)
    wish.json_to.write_text(json.dumps(figures, indent=2) + "\n")
    print(f"everything holds; the same as JSON: {wish.json_to}")


def _built(docker: Docker, stages: Stages, figures: dict[str, Any]) -> None:
    with stages.stage("base images") as stage:
        figures["stand_ins"] = bases.bring(docker)
        stage.say(f"{len(figures['stand_ins'])} of them stand in for what cannot be pulled")
    with stages.stage("images") as stage:
        images.build(docker)
        figures["images_mb"] = images.sizes(docker)
        stage.say(", ".join(f"{name} {size:g} MB" for name, size in figures["images_mb"].items()))
    with stages.stage("what is in them") as stage:
        images.examine(docker, figures["images_mb"])
        stage.say("not root, read-only, no compiler, no pip")


def _lived(docker: Docker, stages: Stages, figures: dict[str, Any], wish: Wish) -> None:
    with up(docker, stages) as (network, seconds):
        figures["up_s"] = round(seconds, 1)
        with stages.stage("demo") as stage:
            told = run_demo(network, wish)
            figures["demo_s"], figures["events"] = round(told["network_seconds"], 1), told["events"]
            stage.say(f"{told['events']:,} events, no invariant broken, {VICTIM} killed meanwhile")
        with stages.stage("back") as stage:
            back(network, VICTIM)
            stage.say(f"{VICTIM} was started again, and is healthy")
        with stages.stage("prometheus") as stage:
            stage.say(watched(network))
        if wish.keep:
            _stay(network)
    if wish.short or stages.elapsed() + SLICE_S > wish.within:
        print("- testcontainers: left out")
        return
    with stages.stage("testcontainers") as stage:
        stage.say(run_slice(docker))


def _stay(network: Network) -> None:
    for service, url in network.addresses():
        print(f"  {service}: {url}")
    print("Ctrl-C takes it down")
    with suppress(KeyboardInterrupt):
        signal.pause()
