"""The parts of the other benchmarks that are used here."""

from collections.abc import Mapping

from tests.bench.api.run import Run
from tests.bench.options import line
from tests.bench.results import Figures
from tests.bench.runtime import run as runtime

SERVER = {"mongo": "mongod", "mongod": "mongod"}
"""The one name of the database's process, by those that the other benchmarks have for it."""


def of_the_runtime(run: Run, events: int, aggregates: int) -> runtime.Run:
    """The same run as the benchmark of the runtime wants it; a tenth of it where it is to be quick."""
    size = 10 if run.quick else 1
    return runtime.Run(run.servers, events // size, aggregates // size, run.quick, line, run.begun)


def microseconds(seconds: Mapping[str, float], many: float, service: str) -> Figures:
    """Processor time of each of so many, of the process that is the service and of the database's."""
    names = {service: "service", **SERVER}
    return {names[name]: round(each / many * 1e6, 1) for name, each in seconds.items() if name in names}
