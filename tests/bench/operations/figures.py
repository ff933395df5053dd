"""`python -m tests.bench.operations.figures`: what was measured, into the figures that sizes are reckoned from.

Takes build/bench/operations.json and, where it is there, build/bench/matching.json; what neither has stays as it was,
with the day on which it was measured. Figures of a quick run are not taken, nor waits of
which requests failed. The table in docs/scaling.md is written anew.
"""

import json
import sys
from pathlib import Path
from typing import Any

from deploy.sizing.measured import COMMITTED, Costs, Measured
from deploy.sizing.page import PAGE, with_sizes
from tests.bench.results import MEASURED_AT, Figures

OPERATIONS, MATCHING = Path("build/bench/operations.json"), Path("build/bench/matching.json")
MACHINE = ("processor", "cores", "broker")
COSTS = tuple(name for name in Costs.model_fields if name != "measured_at")


def main() -> None:
    """Write them."""
    before = json.loads(COMMITTED.read_text()) if COMMITTED.exists() else {}
    operations = _read(OPERATIONS)
    if operations.get("quick", True):
        sys.exit(f"{OPERATIONS} is not there, or of a quick run")
    found = taken_over(before, operations, _read(MATCHING))
    measured = Measured.model_validate(found)
    COMMITTED.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    PAGE.write_text(with_sizes(PAGE.read_text(), measured))
    print(f"written to {COMMITTED} and {PAGE}")


def taken_over(before: Figures, operations: Figures, matching: Figures) -> Figures:
    """The figures as they are to be committed."""
    cases = operations["cases"]
    found: dict[str, Any] = {**before, "machine": {name: operations[name] for name in MACHINE}}
    if "costs" in cases and "scrape" in cases:
        both = cases["scrape"] | cases["costs"]
        found["costs"] = {"measured_at": _day(cases["costs"]), **{name: both[name] for name in COSTS}}
    if "storage" in cases:
        storage = cases["storage"]
        found["sample"] = {name: storage[name] for name in ("collections", "topics")} | {"measured_at": _day(storage)}
    if "waits" in cases and not cases["waits"]["failed_requests"]:
        found["waits"] = [{"measured_at": _day(cases["waits"]), **each} for each in cases["waits"]["waits"]]
    engine = matching.get("cases", {})
    if "start" in cases and "recommendations" in engine:
        found["processes"] = {
            "measured_at": _day(cases["start"]),
            "resident_mb": cases["start"]["resident_mb"],
            "mentor_bytes": round(engine["recommendations"]["recommend_mb"] * 1e6 / MENTORS),
        }
    if (cycle := engine.get("cycle")) is not None:
        others = [each for each in before.get("cycles", []) if each["participants"] != PARTICIPANTS]
        found["cycles"] = sorted([*others, _cycle(cycle)], key=lambda each: each["participants"])
    return found


PARTICIPANTS, PAIRS, MENTORS = 100_000, 95e6, 100_000
"""Of the cycle that the benchmark of matching measures; and the mentors of its recommendations."""


def _cycle(case: Figures) -> Figures:
    return {
        "measured_at": _day(case),
        "participants": PARTICIPANTS,
        "pairs": PAIRS,
        "seconds": case["e2e_100k_s"],
        "participant_bytes": round(case["e2e_100k_mb"] * 1e6 / PARTICIPANTS),
    }


def _day(case: Figures) -> str:
    return str(case[MEASURED_AT])[:10]


def _read(file: Path) -> Figures:
    return json.loads(file.read_text()) if file.exists() else {}


if __name__ == "__main__":
    main()
