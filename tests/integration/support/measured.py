"""What a process shows of itself in this moment."""

from services.chassis.housekeeping.measuring import Measure
from services.chassis.observability.catalogue import PREFIX, REGISTRY
from services.chassis.runtime import Runtime


def shown(name: str, service: str, **labels: str) -> float | None:
    """The value of a series, without the prefix that all have; None: it is not shown."""
    return REGISTRY.get_sample_value(PREFIX + name, {"service": service, **labels})


async def look(runtime: Runtime, *measures: Measure) -> None:
    """Take these measures now."""
    for measure in measures:
        await measure.look(runtime)
