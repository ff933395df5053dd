"""The one place where a cycle asks the engine, by way of the cohort."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from services.matching.cycle_work.snapshot import Snapshot
from services.matching.domain.rulings.contradictions import to_honour

if TYPE_CHECKING:
    from services.matching.cohort.plan import Plan


def planned(snapshot: Snapshot, tell: Callable[[str], None]) -> "Plan":
    """What the engine makes of a snapshot whose pins do not contradict; `tell` hears of its phases."""
    # Here, because kernels take a second to import, and whoever hands out the work does not compute.
    from services.matching.cohort.plan import plan

    return plan(
        snapshot.participants,
        snapshot.ground,
        snapshot.places,
        pins=to_honour(snapshot.rulings, snapshot.participants, snapshot.ground),
        vetoes=snapshot.rulings.vetoes,
        seed=snapshot.seed,
        tell=tell,
    )
