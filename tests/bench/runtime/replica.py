"""`python -m tests.bench.runtime.replica SERVICE`: one replica, as `mentormesh serve` runs it, settings by environment.

It only looks more often whether its intake may go on: that is the starting gun.
"""

import os
import signal
import sys

from cli.serve import run_swiftly
from cli.services import load
from services.chassis.housekeeping import intake_stops
from services.chassis.process import serve
from services.chassis.settings import load_settings

if __name__ == "__main__":
    intake_stops.LOOK_AGAIN = 0.05
    # The web server takes the signal for itself and passes it on when it has ended gracefully, as in the command.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    run_swiftly(serve(load(sys.argv[1:]), load_settings()))
