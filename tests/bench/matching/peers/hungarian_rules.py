"""mentor-match: its own rules and its own entry point, from lists of people to pairs."""

import operator
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import numpy as np
from matching import process  # type: ignore[import-not-found]
from matching.mentee import Mentee  # type: ignore[import-not-found]
from matching.mentor import Mentor  # type: ignore[import-not-found]
from matching.rules.rule import Disqualify, Equivalent, Generic, Grade  # type: ignore[import-not-found]

from tests.bench.matching.measured import Memory, answer, job, timed

SETS = ("goals", "skills", "languages")


def rules(points: Mapping[str, int]) -> list[Any]:
    """Of its four sorts; a mentor of the same organisation, or not ahead, is out."""

    def common(name: str) -> Generic:
        return Generic(
            {True: points[name], False: 0},
            lambda match: not getattr(match.mentee, name).isdisjoint(getattr(match.mentor, name)),
        )

    return [
        *map(common, SETS),
        Equivalent("profession", {True: points["profession"], False: 0}),
        Grade(2, operator.ge, {True: points["ahead"], False: 0}),
        Disqualify(lambda match: match.mentor.organisation == match.mentee.organisation),
        # It takes rules from the end and stops at the first that is out: this one is out most often.
        Disqualify(lambda match: match.mentor.grade <= match.mentee.grade),
    ]


def participants(kind: type[Any], columns: Mapping[str, Any]) -> list[Any]:
    """Its people, with the sets that the rules look at beside what it knows itself."""
    made = []
    for at in range(len(columns["grade"])):
        person = kind(
            email=str(at), **{name: int(columns[name][at]) for name in ("grade", "organisation", "profession")}
        )
        for name in SETS:
            setattr(person, name, frozenset(np.flatnonzero(columns[name][at]).tolist()))
        made.append(person)
    return made


def people_of(path: str) -> tuple[list[Any], list[Any]]:
    """Its mentees and mentors, from the columns that ours reads as well."""
    with np.load(path) as stored:
        held = {name: stored[name] for name in stored.files}
    mentees, mentors = (
        participants(kind, {name.partition(".")[2]: column for name, column in held.items() if name.startswith(side)})
        for kind, side in ((Mentee, "mentees."), (Mentor, "mentors."))
    )
    return mentees, mentors


def main() -> None:
    """Match once."""
    asked = job()
    memory = Memory()
    mentees, mentors = people_of(asked["people"])
    _, seconds = timed(lambda: process.process_data(mentors, mentees, [rules(asked["points"])]), times=1)
    chosen = [int(mentee.mentors[0].email) if mentee.mentors else -1 for mentee in mentees]
    answer({"seconds": seconds, "peak_mb": memory.peak(), "chosen": chosen, "solver": f"munkres {version('munkres')}"})


if __name__ == "__main__":
    main()
