"""Which services run in which processes."""

from cli.services import NAMES

Layout = tuple[tuple[str, ...], ...]
"""The services of each process."""
APART: Layout = (
    ("partners",),
    *(pair for name in ("profile", "matching", "scheduling", "feedback") for pair in ((name,), (name,))),
)
"""Each service by itself, most of them twice."""
TOGETHER: Layout = (NAMES, NAMES)
"""All services in one process, twice: up sooner, for a run that is short."""
