"""From what was found to figures."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cli.demo.measures.exposition import Exposition
from cli.demo.measures.quantiles import bucket_quantile, quantile
from cli.demo.report.explanations import Change
from cli.demo.report.findings import Findings
from cli.demo.report.model import ENOUGH_RATERS, CycleFigures, Figures, Phase, Roster
from cli.demo.report.reasons import why_a_pair
from cli.demo.stage import PhaseDone
from cli.demo.world import Seen, World
from mentormesh_contracts.vocabulary import ProgrammeKind

EFFECT = "mentormesh_effect_seconds"
MILLISECONDS = 1000.0


def figures(
    world: World,
    found: Findings,
    phases: Sequence[PhaseDone],
    answered: Sequence[float],
    network_seconds: float,
    changes: Sequence[Change],
) -> Figures:
    """All that can be told before the topics are read. `answered`: the seconds that each answer took."""
    last_cycles = {cycle["programme_id"]: cycle for cycle in world.cycles}.values()
    looked, reached = _coverage(world, found)
    return Figures(
        seed=world.seed,
        organisations=len(world.organisations),
        agreements=len(world.agreements),
        people=len(found.people),
        people_by_role=_roles(found.people),
        lines_left_out=sum(report["failed"] for report in world.rosters),
        rosters=[_roster(report) for report in world.rosters],
        mentorships=_by_kind(found.started()),
        mentorships_by_status=_by_status(found.mentorships.values()),
        mentorships_by_pair=_by_pair(world, found.started()),
        coverage=round(len(reached) / len(looked), 4) if looked else 0.0,
        looked=len(looked),
        found=len(reached),
        cycles=[_cycle(world, cycle) for cycle in world.cycles],
        unmatched=sum(_unmatched(last_cycles).values()),
        unmatched_reasons=_unmatched(last_cycles),
        sessions=dict(found.sessions_by_status()),
        sessions_held=found.sessions_by_status()["held"],
        goals=dict(found.goals_by_status()),
        goals_reached=found.goals_by_status()["reached"],
        feedback=len(found.answers),
        at_risk=len(found.risks),
        mentors_rated=len(found.scores),
        mentors_with_scores=sum(mentor["raters"] >= ENOUGH_RATERS for mentor in found.scores),
        scores=_scores(found.scores),
        explanations_changed=len(changes),
        explanation=changes[0] if changes else None,
        pair=why_a_pair(world),
        dead_letters=sum(record["state"] == "dead" for record in found.held_records),
        parked=sum(record["state"] == "parked" for record in found.held_records),
        outbox_left=round(found.metrics.total("mentormesh_outbox_waiting_events")),
        refused=dict(world.refused.most_common()),
        **_latency(found.metrics, answered),
        network_seconds=round(network_seconds, 3),
        phases=[Phase(name=one.title, seconds=round(one.seconds, 3), requests=one.requests) for one in phases],
    )


def _roles(people: Iterable[Seen]) -> dict[str, int]:
    """Whoever is both counts as both alone."""
    return dict(Counter("both" if len(one["roles"]) > 1 else one["roles"][0] for one in people if one.get("roles")))


def _roster(report: Seen) -> Roster:
    kept = {name: report[name] for name in ("organisation", "roster", "mapping", "people", "registered", "lines")}
    return Roster(left_out=report["failed"], **kept)


def _by_kind(mentorships: Iterable[Seen]) -> dict[str, int]:
    counted = Counter(one["kind"] for one in mentorships)
    return {kind.value: counted[kind.value] for kind in ProgrammeKind}


def _by_status(mentorships: Iterable[Seen]) -> dict[str, dict[str, int]]:
    counted = Counter((one["kind"], one["status"]) for one in mentorships)
    return {
        kind.value: {status: count for (of, status), count in counted.items() if of == kind} for kind in ProgrammeKind
    }


def _by_pair(world: World, mentorships: Iterable[Seen]) -> dict[str, dict[str, int]]:
    """Each mentee with their mentor counts as one; of two peers, the one whose organisation is named first."""
    counted: Counter[tuple[str, str]] = Counter()
    for one in mentorships:
        giver, *others = sorted(one["members"], key=lambda member: (member["role"] != "mentor", _name(world, member)))
        counted.update((_name(world, giver), _name(world, other)) for other in others)
    names = [organisation.name for organisation in world.organisations.values()]
    return {giver: {taker: counted[giver, taker] for taker in names} for giver in names}


def _name(world: World, member: Seen) -> str:
    return world.organisations[member["organisation_id"]].name


def _coverage(world: World, found: Findings) -> tuple[set[str], set[str]]:
    """Who looked for a mentorship, and who of them was in one that started."""
    looked = {id for (_, role), people in world.enrolled.items() if role != "mentor" for id in people}
    started = {m["person_id"] for one in found.started() for m in one["members"] if m["role"] != "mentor"}
    return looked, looked & started


def _cycle(world: World, cycle: Seen) -> CycleFigures:
    programme = world.programme(cycle["programme_id"])
    return CycleFigures(
        programme=programme["title"],
        kind=programme["kind"],
        round=cycle["round"],
        unmatched=_unmatched([cycle]),
        **{name: cycle[name] for name in ("considered", "matched", "proposals", "replay")},
        **{name: cycle["audit"].get(name) for name in ("gap", "worst_score", "blocking_pairs", "result_hash")},
    )


def _unmatched(cycles: Iterable[Seen]) -> dict[str, int]:
    reasons: Counter[str] = Counter()
    for cycle in cycles:
        reasons.update({reason["constraint"] or "confidential": reason["people"] for reason in cycle["unmatched"]})
    return dict(reasons.most_common())


def _scores(mentors: Iterable[Seen]) -> dict[str, dict[str, float]]:
    means: dict[str, list[float]] = {}
    for score in (score for mentor in mentors for score in mentor["scores"] if score["raters"] >= ENOUGH_RATERS):
        means.setdefault(score["quality"], []).append(score["mean"])
    return {quality: _spread(some) for quality, some in sorted(means.items())}


def _spread(values: list[float]) -> dict[str, float]:
    mean = sum(values) / len(values)
    spread = {"mean": mean, "lowest": min(values), "highest": max(values)}
    return {"mentors": len(values), **{name: round(value, 3) for name, value in spread.items()}}


def _latency(metrics: Exposition, answered: Sequence[float]) -> Mapping[str, Any]:
    buckets = metrics.buckets(EFFECT)
    services = sorted(metrics.by("service", f"{EFFECT}_count"))
    return {
        "requests": len(answered),
        "http_p50_ms": _milliseconds(quantile(0.5, answered)),
        "http_p99_ms": _milliseconds(quantile(0.99, answered)),
        "effects": round(metrics.total(f"{EFFECT}_count")),
        "effect_p50_ms": _milliseconds(bucket_quantile(0.5, buckets)),
        "effect_p99_ms": _milliseconds(bucket_quantile(0.99, buckets)),
        "effect_p99_ms_by_service": {
            name: _milliseconds(bucket_quantile(0.99, metrics.buckets(EFFECT, service=name))) for name in services
        },
    }


def _milliseconds(seconds: float | None) -> float:
    return round((seconds or 0.0) * MILLISECONDS, 1)
