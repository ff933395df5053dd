"""`python -m tests.integration.chassis.toy_process toy`: it in a process of its own, settings by environment."""

import os
import signal
import sys

from cli.serve import run_swiftly
from services.chassis.process import serve
from services.chassis.settings import load_settings
from tests.integration.chassis.listener import LISTENER
from tests.integration.chassis.toy import TOY

TOYS = {"toy": TOY, "listener": LISTENER}

if __name__ == "__main__":
    # The web server takes the signal for itself and passes it on when it has ended gracefully, as in the command.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    run_swiftly(serve([TOYS[sys.argv[1]]], load_settings(port=0)))
