"""`python -m tests.bench.matching`: the matching engine beside its peers and its limits, in one run, on one core.

Writes build/bench/matching.json after every case. Gaps and shares are fractions; memory is megabytes over what the
interpreter takes by itself. The million takes minutes and is an option.
"""

import argparse
import shutil
import sys
from pathlib import Path

from tests.bench.matching.catalogue import CASES, Measure
from tests.bench.matching.process import Failed, on_one_core
from tests.bench.matching.results import Results
from tests.bench.matching.run import Run
from tests.bench.options import Case, chosen, line, parser_for, target_of


def main() -> None:
    """Run the cases and print a table."""
    arguments = _arguments()
    core = on_one_core()
    run = Run(Path("build/bench/matching"), arguments.quick, arguments.million, arguments.seed, line)
    results = Results.begin(target_of(arguments), core, run, afresh=not arguments.only)
    shutil.rmtree(run.folder, ignore_errors=True)
    for case in chosen(CASES, arguments.only, optional=arguments.million):
        _measure(case, run, results)
    shutil.rmtree(run.folder, ignore_errors=True)
    results.show()
    print(f"written to {results.target}")
    if results.failed:
        sys.exit(1)


def _measure(case: Case[Measure], run: Run, results: Results) -> None:
    run.say(f"{case.name}: {case.about}")
    try:
        results.keep(case.name, case.measure(run))
    except (Failed, ImportError) as trouble:  # The others are measured all the same.
        run.say(f"{case.name} failed: {trouble}")
        results.fail(case.name, trouble)


def _arguments() -> argparse.Namespace:
    parser = parser_for("matching", __doc__, CASES)
    parser.add_argument("--million", action="store_true", help="the million participants as well")
    parser.add_argument("--seed", type=int, default=1, help="of the networks (default 1)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
