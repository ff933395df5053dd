"""`python -m tests.integration.chassis.toy_process`: the toy in a process of its own, settings by environment."""

import os
import signal

from cli.serve import run_swiftly
from services.chassis.process import serve
from services.chassis.settings import load_settings
from tests.integration.chassis.toy import TOY

if __name__ == "__main__":
    # The web server takes the signal for itself and passes it on when it has ended gracefully, as in the command.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    run_swiftly(serve([TOY], load_settings(port=0)))
