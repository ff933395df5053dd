"""What is compiled ahead of time is all that there is to compile."""

import sys
from collections.abc import Iterator

import numpy as np
from numba.core.dispatcher import Dispatcher
from numpy.random import PCG64, Generator

from services.matching.engine import peers
from services.matching.engine.columns import Lists, Quotas
from services.matching.engine.cycle import match, would_rather
from services.matching.engine.groups import GroupProblem, Sizes, form_groups
from services.matching.engine.matching import Objective
from services.matching.engine.scoring import best, contributions, eligible, tally
from services.matching.engine.warm import PARTS, warm
from tests.unit.matching.engine import cohorts

KIND = cohorts.Kind(4, 90, 70, 130, nothing=10, related=5, whole_hours=True)


def _signatures() -> dict[str, int]:
    return {f"{found.py_func.__module__}.{found.py_func.__name__}": len(found.signatures) for found in _kernels()}


def _kernels() -> Iterator[Dispatcher]:
    for name, module in list(sys.modules.items()):
        if name.startswith("services.matching.engine"):
            yield from (each for each in vars(module).values() if isinstance(each, Dispatcher))


def test_every_room_says_what_it_compiled() -> None:
    told: list[str] = []
    warm(PARTS[0], told.append)
    assert [line.split()[0] for line in told] == list(PARTS[0])


def test_cycles_peers_and_groups_find_everything_compiled() -> None:
    for rooms in PARTS:
        warm(rooms)
    compiled = _signatures()
    _run_everything(Generator(PCG64(5)))
    assert _signatures() == compiled


def _run_everything(random: Generator) -> None:
    seekers, others = cohorts.people(random, 60, KIND), cohorts.people(random, 50, KIND)
    relations, rules = cohorts.strangers(random, seekers, others, KIND), cohorts.rules(random, are_peers=False)
    asked, capacity = (seekers, others, relations, rules), random.integers(0, 3, len(others))
    one = np.arange(3, dtype=np.int32)
    quotas = Quotas(one, one, np.array([1, 2, 0]), seekers.organisation, others.organisation)
    for objective in Objective:
        would_rather(match(*asked, capacity, quotas, objective=objective), *asked, capacity)
    found = eligible(*asked)
    contributions(*asked, np.stack([found.seeker(), found.other], axis=1).astype(np.int64))
    tally(*asked, np.arange(len(seekers)), capacity > 0)
    crowd = cohorts.peer_relations(random, seekers, seekers, KIND)
    peers.pair_up(best(seekers, seekers, crowd, cohorts.rules(random, are_peers=True), 5))
    apart, acquainted = Lists.of([{} for _ in range(len(seekers))]), relations.shared
    form_groups(GroupProblem(seekers, others, found, capacity, apart, acquainted, quotas, Sizes(2, 4, 1)))
