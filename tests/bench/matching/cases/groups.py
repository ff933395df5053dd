"""Groups among 1,000 participants, beside HiGHS with two minutes for our mixed-integer programme of them."""

from tests.bench.matching.network import groups
from tests.bench.matching.run import Run
from tests.bench.results import Figures

PARTICIPANTS = 1_000
LIMIT = 120


def measure(run: Run) -> Figures:
    """The greatest total alone is sought: a bonus for everyone in a group would hide how much of the scores is lost.

    The programme is a relaxation (it does not say that a group has time in common), so that its bound holds for ours.
    """
    many = PARTICIPANTS // 4 if run.quick else PARTICIPANTS
    network = run.stored(f"groups-{many}", lambda: groups(many, run.seed))
    programme = run.folder / "programme.npz"
    ours = run.ours("grouped", network=network, programme=programme, most_matched=False)
    theirs = run.peer("highspy", "mixed_integer", programme=programme, limit=LIMIT // 10 if run.quick else LIMIT)
    bound = theirs["upper_bound"] or ours["upper_bound"]
    return {
        "groups_bound_1k": ours["total"] / bound,
        "groups_bound_is_of": "HiGHS" if theirs["upper_bound"] else "ours: HiGHS had none in its time",
        "ratio_mip_groups_1k": theirs["seconds"] / ours["seconds"],
        "groups_of_own_bound_1k": ours["total"] / ours["upper_bound"],
        "groups_to_mip_total_1k": ours["total"] / theirs["total"] if theirs["total"] else None,
        "groups_1k_s": ours["seconds"],
        "groups_1k": ours["groups"],
        "groups_matched_1k": ours["matched"] / ours["mentees"],
        "mip_1k_s": theirs["seconds"],
        "mip_status": theirs["status"],
        "mip_variables_1k": ours["variables"],
    }
