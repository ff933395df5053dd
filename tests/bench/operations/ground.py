"""The parts of the other benchmarks that are used here."""

from tests.bench.api.run import Run
from tests.bench.runtime import run as runtime


def of_the_runtime(run: Run, events: int, aggregates: int) -> runtime.Run:
    """The same run as the benchmark of the runtime wants it; a tenth of it where it is to be quick."""
    size = 10 if run.quick else 1
    return runtime.Run(run.servers, events // size, aggregates // size, run.quick, run.say)
