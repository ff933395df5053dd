"""`python -m tests.bench.matching`: the matching engine beside its peers and its limits, in one run, on one core.

Writes build/bench/matching.json after every case. Gaps and shares are fractions; memory is megabytes over what the
interpreter takes by itself. The million takes minutes and is an option.
"""

import argparse
import shutil
import sys
from pathlib import Path

from tests.bench.matching.catalogue import CASES, Case
from tests.bench.matching.process import Failed, on_one_core
from tests.bench.matching.results import Results
from tests.bench.matching.run import Run


def main() -> None:
    """Run the cases and print a table."""
    arguments = _arguments()
    core = on_one_core()
    run = Run(Path("build/bench/matching"), arguments.quick, arguments.million, arguments.seed, _line)
    results = Results.begin(_target(arguments), core, run, afresh=not arguments.only)
    shutil.rmtree(run.folder, ignore_errors=True)
    for case in _asked(arguments):
        _measure(case, run, results)
    shutil.rmtree(run.folder, ignore_errors=True)
    results.show()
    print(f"written to {results.target}")
    if results.failed:
        sys.exit(1)


def _measure(case: Case, run: Run, results: Results) -> None:
    run.say(f"{case.name}: {case.about}")
    try:
        results.keep(case.name, case.measure(run))
    except (Failed, ImportError) as trouble:  # The others are measured all the same.
        run.say(f"{case.name} failed: {trouble}")
        results.fail(case.name, trouble)


def _asked(arguments: argparse.Namespace) -> list[Case]:
    if arguments.only:
        return [case for case in CASES if case.name in arguments.only]
    return [case for case in CASES if arguments.million or not case.optional]


def _target(arguments: argparse.Namespace) -> Path:
    """A quick run's figures mean nothing, and take nobody's place."""
    target = Path(arguments.out)
    return target.with_stem(f"{target.stem}-quick") if arguments.quick else target


def _line(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench.matching", description=__doc__)
    names = [case.name for case in CASES]
    parser.add_argument("--only", action="append", choices=names, metavar="CASE", help=f"of {', '.join(names)}")
    parser.add_argument("--quick", action="store_true", help="a twentieth of the size, to see that all works")
    parser.add_argument("--million", action="store_true", help="the million participants as well")
    parser.add_argument("--seed", type=int, default=1, help="of the networks (default 1)")
    parser.add_argument("--out", default="build/bench/matching.json", help="where the figures go")
    return parser.parse_args()


if __name__ == "__main__":
    main()
