"""Groups formed of a network; the mixed-integer programme of the same problem, for a solver of its own."""

from pathlib import Path

import numpy as np
from scipy.sparse import coo_array, csr_array

from services.matching.engine import scoring
from services.matching.engine.columns import Quotas
from services.matching.engine.groups import GroupProblem, Sizes, form_groups, warm
from services.matching.engine.groups.programme import Programme
from services.matching.engine.groups.table import table_of
from tests.bench.matching.measured import Memory, answer, job, timed
from tests.bench.matching.network import Network, load
from tests.bench.matching.network.draws import nothing
from tests.bench.matching.ours.warming import warm_scoring


def problem_of(made: Network, *, most_matched: bool) -> GroupProblem:
    """Groups of four to eight; organisations that share may learn of each other."""
    none = np.zeros(0, np.int32)
    quotas = Quotas(none, none, np.zeros(0, np.int64), made.seekers.organisation, made.others.organisation)
    return GroupProblem(
        mentees=made.seekers,
        mentors=made.others,
        candidates=scoring.eligible(made.seekers, made.others, made.relations, made.rules),
        capacity=made.capacity,
        apart=nothing(len(made.seekers)),
        acquainted=made.relations.shared,
        quotas=quotas,
        sizes=Sizes(minimum=4, maximum=8, blocks=4),
        most_matched=most_matched,
    )


def save_programme(problem: GroupProblem, path: str) -> int:
    """The model as arrays: minimise cost·x, rows between low and high, x either 0 or 1. How many variables."""
    programme = Programme(table_of(problem))
    cost = -np.concatenate([np.zeros(len(programme.choices.mentor)), programme.places.worth.astype(np.float64)])
    rows = programme.rows
    where = np.concatenate(rows.row), np.concatenate(rows.column)
    matrix: csr_array = coo_array((np.concatenate(rows.entry), where), (rows.count, len(cost))).tocsr()
    np.savez(
        path,
        allow_pickle=False,
        cost=cost,
        start=matrix.indptr,
        column=matrix.indices,
        entry=matrix.data,
        low=np.concatenate(rows.low),
        high=np.concatenate(rows.high),
    )
    return len(cost)


def main() -> None:
    """Form groups by the heuristic alone, whatever the size; the programme is written but not solved."""
    asked = job()
    warm_scoring()
    warm()
    memory = Memory()
    problem = problem_of(load(Path(asked["network"])), most_matched=asked["most_matched"])
    formed, seconds = timed(lambda: form_groups(problem, exact_pairs=0))
    peak = memory.peak()
    variables = save_programme(problem, asked["programme"])
    answer(
        {
            "seconds": seconds,
            "peak_mb": peak,
            "total": int(formed.total),
            "upper_bound": int(formed.upper_bound),
            "matched": formed.matched,
            "groups": len(formed),
            "mentees": len(problem.mentees),
            "variables": variables,
        }
    )


if __name__ == "__main__":
    main()
