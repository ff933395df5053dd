"""500 mentees and 500 mentors under rules that mentor-match has: from people to pairs, scoring included on both sides.

Ours evaluates the same rules in numpy and assigns by them, so that both seek the most of the very same points.
"""

from pathlib import Path

import numpy as np

from services.matching.engine.arrays import Longs
from tests.bench.matching.points import POINTS, load_columns, ruled, save_columns
from tests.bench.matching.run import Run
from tests.bench.results import Figures

PEOPLE = 500


def measure(run: Run) -> Figures:
    """Seconds, and the mean points of a mentee under mentor-match's own scoring."""
    many = PEOPLE // 5 if run.quick else PEOPLE
    made = run.opened(run.network(4 * PEOPLE))
    people = run.folder / f"rules-{many}.npz"
    save_columns(made.seekers.rows(slice(many)), made.others.rows(slice(many)), people)
    ours = run.ours("ruled", people=people, points=POINTS)
    theirs = run.peer("mentor-match", "hungarian_rules", people=people, points=POINTS)
    return {
        "ratio_mentor_match_500": theirs["seconds"] / ours["seconds"],
        "mean_score_500": _mean(np.array(ours["chosen"]), people),
        "mean_score_mentor_match_500": _mean(np.array(theirs["chosen"]), people),
        "rules_500_s": ours["seconds"],
        "mentor_match_500_s": theirs["seconds"],
        "mentor_match_solver": theirs["solver"],
    }


def _mean(chosen: Longs, people: Path) -> float:
    """Points a mentee; nobody's are none."""
    candidates = ruled(*load_columns(people), POINTS)
    hit = candidates.other == chosen[candidates.seeker()]
    if np.count_nonzero(hit) != np.count_nonzero(chosen >= 0):
        raise ValueError("a pair that is out was made")
    return float(candidates.score[hit].sum() / len(chosen))
