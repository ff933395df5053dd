"""The rules that mentor-match and ours are both measured under, in numpy."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.matching.engine.arrays import Flags, Longs
from services.matching.engine.candidates import Candidates
from services.matching.engine.columns import People

Columns = Mapping[str, NDArray[np.integer | np.bool_]]
POINTS = {"ahead": 3, "profession": 8, "goals": 6, "skills": 5, "languages": 4}
SETS = ("goals", "skills", "languages")
BITS = {"goals": 6, "languages": 12}
SKILLS = 200


def ruled(mentees: Columns, mentors: Columns, points: Mapping[str, int]) -> Candidates:
    """Who is not out, being of the same organisation or not ahead; and at how many points."""
    ahead = mentors["grade"][None, :] - mentees["grade"][:, None]
    allowed = (ahead > 0) & _differ(mentees, mentors, "organisation")
    total = np.int32(points["ahead"]) * (ahead >= 2)
    total += np.int32(points["profession"]) * ~_differ(mentees, mentors, "profession")
    for name in SETS:
        total += np.int32(points[name]) * _meet(mentees, mentors, name)
    start = np.concatenate([[0], np.cumsum(allowed.sum(axis=1))]).astype(np.int64)
    return Candidates(start, np.nonzero(allowed)[1].astype(np.int32), total[allowed].astype(np.int64))


def _differ(mentees: Columns, mentors: Columns, name: str) -> Flags:
    return np.asarray(mentees[name][:, None] != mentors[name][None, :], np.bool_)


def _meet(mentees: Columns, mentors: Columns, name: str) -> Flags:
    return np.asarray(mentees[name].astype(np.float32) @ mentors[name].astype(np.float32).T > 0, np.bool_)


def save_columns(mentees: People, mentors: People, path: Path) -> None:
    """What the rules look at: a mentee's dearest goal and skill, all that a mentor offers."""
    sides = {"mentees": _columns(mentees), "mentors": _columns(mentors)}
    dearest = mentees.goals_sought.argmax(axis=1)[:, None] == np.arange(BITS["goals"])
    first = mentees.skills_wanted.column[mentees.skills_wanted.start][:, None] == np.arange(SKILLS)
    offered = np.zeros((len(mentors), SKILLS), np.bool_)
    for at in range(len(mentors)):
        offered[at, list(mentors.skills.row(at))] = True
    sides["mentees"] |= {"goals": dearest, "skills": first}
    sides["mentors"] |= {"goals": _bits(mentors.goals_offered, BITS["goals"]), "skills": offered}
    np.savez(
        path,
        allow_pickle=False,
        **{f"{side}.{name}": column for side, columns in sides.items() for name, column in columns.items()},
    )


def load_columns(path: Path) -> tuple[Columns, Columns]:
    """Mentees and mentors."""
    with np.load(path) as stored:
        held = {name: stored[name] for name in stored.files}
    mentees, mentors = (
        {name.partition(".")[2]: column for name, column in held.items() if name.startswith(side)}
        for side in ("mentees.", "mentors.")
    )
    return mentees, mentors


def _columns(people: People) -> dict[str, NDArray[np.integer | np.bool_]]:
    return {
        "grade": people.most_years // 100,
        "organisation": people.organisation,
        "profession": people.main_discipline,
        "languages": _bits(people.languages[:, 0], BITS["languages"]),
    }


def _bits(sets: NDArray[np.unsignedinteger], many: int) -> Longs:
    return (sets[:, None].astype(np.int64) >> np.arange(many)) & 1
