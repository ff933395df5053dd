"""What tracing costs, as bench-runtime measures it: its figures are among those of operating."""

from tests.bench.api.run import Run
from tests.bench.operations.ground import of_the_runtime
from tests.bench.results import Figures
from tests.bench.runtime.tracing import tracing

EVENTS, AGGREGATES = 10_000, 5_000


async def measure(run: Run) -> Figures:
    """The fraction of the throughput that is lost when everything is traced and sent."""
    return await tracing(of_the_runtime(run, EVENTS, AGGREGATES))
