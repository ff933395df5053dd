"""Who was matched with whom, who was not, and why."""

from rich.table import Table
from rich.text import Text

from cli.demo.report.looks import bar, table
from cli.demo.report.model import Figures
from cli.demo.report.reasons import Why
from mentormesh_contracts.vocabulary import Constraint

STATUSES = ("active", "paused", "completed", "ended", "declined", "expired", "lapsed")
BAR = 20
ORDINALS = {1: "first", 2: "second"}


def by_kind(figures: Figures) -> Table:
    """What became of all proposals."""
    rows: list[tuple[object, ...]] = []
    for kind, states in figures.mentorships_by_status.items():
        rows.append((kind, sum(states.values()), figures.mentorships[kind], *(states.get(one) for one in STATUSES)))
    totals = (sum(states.get(one, 0) for states in figures.mentorships_by_status.values()) for one in STATUSES)
    proposals = sum(sum(states.values()) for states in figures.mentorships_by_status.values())
    rows.append((Text("all", "bold"), proposals, sum(figures.mentorships.values()), *totals))
    return table(("kind", "proposed", "started", *STATUSES), rows)


def by_pair(figures: Figures) -> Table:
    """Started mentorships, a mentee each, by both organisations."""
    pairs = figures.mentorships_by_pair
    rows = [(f"mentors of {_short(giver)}", *takers.values()) for giver, takers in pairs.items()]
    return table(("", *(f"with {_short(taker)}" for taker in pairs)), rows)


def cycles(figures: Figures) -> Table:
    """A line a cycle."""
    rows = [
        (
            f"{one.programme} ({one.kind})",
            ORDINALS[one.round],
            one.considered,
            one.matched,
            one.proposals,
            bar(one.matched / one.considered if one.considered else 0, BAR),
        )
        for one in figures.cycles
    ]
    return table(("programme", "cycle", "considered", "matched", "proposals", "share"), rows, words=2)


def audits(figures: Figures) -> Table:
    """How good each result is, and whether it comes out again."""
    rows = [
        (
            one.kind,
            ORDINALS[one.round],
            f"{one.result_hash[:12]}…",
            f"the {one.replay}",
            None if one.gap is None else f"{one.gap:.6f}",
            one.worst_score,
            "0" if one.blocking_pairs == 0 else one.blocking_pairs,
        )
        for one in figures.cycles
    ]
    return table(
        ("programme", "cycle", "result", "replayed", "proven gap", "worst score", "blocking pairs"), rows, words=4
    )


def why(pair: Why) -> tuple[Text, Table, Text]:
    """A score is the sum of its parts."""
    told = Text(f"“{pair.programme}” proposes {pair.mentor} to {pair.mentee}: {pair.score:.3f} of 1.\n")
    rows = [(part.criterion.replace("_", " "), part.weight, part.value, f"{part.points:.3f}") for part in pair.parts]
    return told, table(("criterion", "weight", "met by", "points"), rows), Text(f"\n{_standing(pair)}", "dim")


def _standing(pair: Why) -> str:
    next_best = pair.alternative_score
    rank = f"The mentee's number {pair.rank} of {pair.eligible:,} who were eligible"
    alternative = "there was no other" if next_best is None else f"the next gave {next_best:.3f}"
    cost = f"; the place cost {pair.price:.3f}, which others did not reach" if pair.price else ""
    return f"{rank}; {alternative}{cost}."


def coverage(figures: Figures) -> Text:
    """Whether looking was worth it."""
    return Text.assemble(
        "\n",
        (f"{figures.coverage:.0%} coverage: ", "bold"),
        f"of {figures.looked:,} people who looked for a mentorship, {figures.found:,} were in one that started.",
    )


def unmatched(figures: Figures) -> Table:
    """How many for which binding reason."""
    rows = [(reason.replace("_", " "), _meaning(reason), count) for reason, count in figures.unmatched_reasons.items()]
    return table(("reason", "", "people"), rows, words=2)


def _short(organisation: str) -> str:
    return organisation.partition(" ")[0]


def _meaning(reason: str) -> str:
    return Constraint(reason).definition if reason in set(Constraint) else "It may be somebody's secret."
