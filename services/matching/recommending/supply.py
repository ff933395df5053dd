"""What the network offers a mentee in a programme: counts, of whom few of other organisations' people stay unnamed."""

from typing import TYPE_CHECKING

from services.matching.recommending.asking import Asking, sought
from services.matching.recommending.index import Index

if TYPE_CHECKING:
    from services.matching.engine.ranking.supply import Supply


def supply_of(index: Index, asking: Asking) -> "Supply":
    """For a mentee, or for somebody who may become one: whether they are enrolled does not matter."""
    # Here, because kernels take half a second to import, and not every process that knows the routes answers them.
    from services.matching.engine.ranking.supply import supply

    return supply(index.mentors, sought(index, asking))
