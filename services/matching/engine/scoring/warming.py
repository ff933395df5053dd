"""Compiles the kernels of this room ahead of time."""

import numpy as np

from services.matching.engine import tiny
from services.matching.engine.scoring.choosing import best
from services.matching.engine.scoring.tallying import tally
from services.matching.engine.scoring.telling import contributions, standing


def warm() -> None:
    """Two people are enough. Seconds, once for each machine; what was compiled is kept beside the code."""
    people, relations, rules = tiny.people(2), tiny.relations(2), tiny.rules()
    asked = (people, people, relations, rules)
    best(*asked, 1)
    pairs = np.zeros((1, 2), np.int64)
    contributions(*asked, pairs)
    standing(*asked, pairs, np.zeros(2, np.int64))
    tally(*asked, np.arange(2), np.ones(2, np.bool_))
