"""Each case measures some figures: ours and a peer's, of the same data, one after the other."""

from collections.abc import Callable
from types import ModuleType

from tests.bench.matching.cases import (
    assignment,
    cycle,
    dense,
    groups,
    mentor_match,
    million,
    peers,
    recommend_http,
    recommendations,
    roofline,
    stable,
)
from tests.bench.matching.run import Run
from tests.bench.options import Case
from tests.bench.results import Figures

Measure = Callable[[Run], Figures]


def _case(module: ModuleType, *, optional: bool = False) -> Case[Measure]:
    about = (module.__doc__ or "").partition("\n")[0]
    return Case(module.__name__.rpartition(".")[2].replace("_", "-"), about, module.measure, optional)


CASES = (
    _case(roofline),
    _case(mentor_match),
    _case(assignment),
    _case(cycle),
    _case(stable),
    _case(peers),
    _case(groups),
    _case(recommendations),
    _case(recommend_http),
    _case(dense),
    _case(million, optional=True),
)
