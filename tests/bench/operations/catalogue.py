"""The cases, in the order in which they are measured. A further one is a file in `cases`, a line here, and a goal."""

from tests.bench.api.measuring import Measure
from tests.bench.operations.cases import costs, metrics_cost, scale, scrape, series, start, storage, tracing_cost, waits
from tests.bench.options import Case

CASES: tuple[Case[Measure], ...] = (
    Case("start", "from the start of a service to its readiness", start.measure),
    Case("scrape", "/metrics of services under load", scrape.measure),
    Case("metrics_cost", "what the metrics take of the throughput", metrics_cost.measure),
    Case("tracing_cost", "what tracing takes of it, when everything is traced and sent", tracing_cost.measure),
    Case("series", "what 1,000 organisations with series of their own cost", series.measure),
    Case("scale", "one, two and four replicas, each with its share of a core", scale.measure),
    Case("costs", "processor time of a batch and of each event in it", costs.measure),
    Case("waits", "from a command to its effect, at 60 and at 200 a second", waits.measure),
    Case("storage", "bytes of documents, indexes and records after the whole sample network", storage.measure),
)
