"""The result for scripts."""

from typing import Any

from cli.match.extras import extras_of, plain
from cli.match.figures import figures_of
from cli.match.outcome import Absent, Pair, Round
from cli.match.result import Result
from cli.match.written import columns_of
from mentormesh_contracts.vocabulary import ProgrammeKind

NAMES = {ProgrammeKind.FORMAL: "mentoring", ProgrammeKind.PEER: "peers"}


def as_json(result: Result) -> dict[str, Any]:
    """Everything: figures, every pair with its explanation, everyone left out with the reason."""
    return {
        "seed": result.chance.seed,
        "week": result.chance.week.isoformat(),
        "policy": result.policy.model_dump(mode="json"),
        "files": {
            role.value: {"file": sheet.file, "people": len(sheet.rows), "sha256": sheet.fingerprint}
            for role, sheet in result.sheets.items()
        },
        **{NAMES[found.kind]: _round(found, result) for found in result.rounds},
        "lines_left_out": result.lines_left_out,
        "lines": [fault._asdict() for fault in result.faults],
        "warnings": [warning._asdict() for warning in result.warnings],
        "notes": list(result.notes),
    }


def _round(found: Round, result: Result) -> dict[str, Any]:
    return {
        "figures": figures_of(found).model_dump(),
        "audit": plain(found.audit, result.ids),
        "pairs": [_pair(pair, found) for pair in found.pairs],
        "left_out": [_absent(absent, result) for absent in found.left_out],
    }


def _pair(pair: Pair, found: Round) -> dict[str, Any]:
    seeker, other, _ = columns_of(found)
    return {seeker: pair.seeker.id, other: pair.other.id, **pair.explanation.model_dump(mode="json")}


def _absent(absent: Absent, result: Result) -> dict[str, Any]:
    reason = absent.reason
    return {
        "person": absent.person.id,
        "binding": reason.binding.value,
        "ruled_out": {constraint.value: count for constraint, count in reason.ruled_out.items()},
        **extras_of(reason, result.ids),
    }
