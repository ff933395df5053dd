"""The rules shared with mentor-match, in numpy, are the rules."""

from pathlib import Path

import numpy as np

from tests.bench.matching.network import network
from tests.bench.matching.points import POINTS, SETS, load_columns, ruled, save_columns


def test_points_are_those_of_the_rules_one_by_one(tmp_path: Path) -> None:
    made = network(400, 1)
    save_columns(made.seekers.rows(slice(40)), made.others.rows(slice(40)), tmp_path / "people.npz")
    mentees, mentors = load_columns(tmp_path / "people.npz")
    found = ruled(mentees, mentors, POINTS)
    points = dict(
        zip(zip(found.seeker().tolist(), found.other.tolist(), strict=True), found.score.tolist(), strict=True)
    )

    for mentee in range(40):
        for mentor in range(40):
            ahead = int(mentors["grade"][mentor] - mentees["grade"][mentee])
            out = ahead <= 0 or mentees["organisation"][mentee] == mentors["organisation"][mentor]
            expected = POINTS["ahead"] * (ahead >= 2)
            expected += POINTS["profession"] * bool(mentees["profession"][mentee] == mentors["profession"][mentor])
            for name in SETS:
                meet = np.flatnonzero(mentees[name][mentee] & mentors[name][mentor])
                expected += POINTS[name] * bool(len(meet))
            assert points.get((mentee, mentor)) == (None if out else expected)
