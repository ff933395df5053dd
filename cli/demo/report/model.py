"""The figures of a run, as they are written to `build/demo.json`."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from cli.demo.report.explanations import Change
from cli.demo.report.reasons import Why

ENOUGH_RATERS = 3
"""From so many on a score counts, and may stand in an explanation."""


class Phase(BaseModel):
    """What a phase took."""

    name: str
    seconds: float
    requests: int

    @property
    def a_second(self) -> int:
        """Requests."""
        return round(self.requests / self.seconds) if self.seconds else 0


class Roster(BaseModel):
    """What came of one file."""

    organisation: str
    roster: str
    mapping: str | None
    people: int
    registered: int
    left_out: int
    lines: list[dict[str, Any]]


class CycleFigures(BaseModel):
    """What one cycle did."""

    programme: str
    kind: str
    round: int
    considered: int
    matched: int
    proposals: int
    unmatched: dict[str, int]
    gap: float | None = Field(description="Of the upper bound, what the total is short of it; None: not proven.")
    worst_score: float | None
    blocking_pairs: int | None = Field(description="Who would rather leave with each other; None: not counted.")
    result_hash: str
    replay: str = Field(description="Outcome of computing it again from its receipt.")


class Figures(BaseModel):
    """Everything that a run is judged by. Times are in seconds, unless the name says milliseconds."""

    model_config = ConfigDict(extra="forbid")

    seed: int
    organisations: int
    agreements: int
    people: int
    people_by_role: dict[str, int]
    lines_left_out: int
    rosters: list[Roster]
    events: int = 0
    events_by_type: dict[str, int] = Field(default_factory=dict)
    mentorships: dict[str, int] = Field(description="Those that were or are under way, by kind.")
    mentorships_by_status: dict[str, dict[str, int]] = Field(description="All, by kind and status.")
    mentorships_by_pair: dict[str, dict[str, int]] = Field(description="Started, by the mentor's organisation.")
    coverage: float = Field(description="Of those who looked for a mentorship, who were in one that started.")
    looked: int
    found: int
    cycles: list[CycleFigures]
    unmatched: int = Field(description="People whom the last cycles left out.")
    unmatched_reasons: dict[str, int]
    sessions: dict[str, int]
    sessions_held: int
    goals: dict[str, int]
    goals_reached: int
    feedback: int
    introductions: int = 0
    problems_solved: int = 0
    at_risk: int = Field(description="Mentorships without a held session in their agreed time.")
    mentors_rated: int
    mentors_with_scores: int = Field(description="Rated by three people or more.")
    scores: dict[str, dict[str, float]]
    explanations_changed: int
    explanation: Change | None
    pair: Why | None = Field(description="A pair of the last cycles that did not get its first choice, explained.")
    dead_letters: int
    parked: int
    outbox_left: int
    refused: dict[str, int] = Field(description="What the API refused in the ordinary course.")
    requests: int
    http_p50_ms: float
    http_p99_ms: float
    effects: int
    effect_p50_ms: float
    effect_p99_ms: float
    effect_p99_ms_by_service: dict[str, float]
    network_seconds: float
    phases: list[Phase]
    invariants_broken: list[str] | None = Field(default=None, description="None: they were not looked at.")
