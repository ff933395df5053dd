"""The numerical core: arrays in, arrays out. It knows no service, no person and no event.

`judge` says who is eligible for whom and how well; `assign`, `pair_up` and `form_groups` choose. Scores are whole
millionths and ties are broken by position, so that the same arrays give the same result on every machine.
"""

from typing import TYPE_CHECKING, Any

VERSION = "2.1"
"""One version gives one result for the same inputs: it changes with every change to what the engine decides."""

if TYPE_CHECKING:
    from services.matching.engine.assignment import Assignment, assign

__all__ = ["Assignment", "assign"]


def __getattr__(name: str) -> Any:
    """The public function is imported once it is asked for: it needs the compiler."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from services.matching.engine import assignment

    return getattr(assignment, name)
