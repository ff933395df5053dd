"""What came of mentorships, for one organisation: counts, and answers only as aggregates that it may see.

Design, section 5: an organisation sees aggregates of its own people's answers; those of a partner's people only
while the mentorship is active and from five answers on. The bound holds for each role and each quality by itself,
or a single mentor's answers could be read among four mentees'. A report over several mentorships has no answers of
partners at all: two reports that differ by one mentorship would tell its answers apart.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from pydantic import BaseModel, Field

from mentormesh_contracts.vocabulary import GoalStatus, MentorshipStatus, Quality, Role
from services.feedback.domain.outcomes import Outcomes
from services.feedback.domain.relationship import Relationship
from services.feedback.domain.tally import Tally

FEWEST_ANSWERS = 5
"""From so many answers of a partner's people on, their aggregates are shown."""
Followed = tuple[Relationship, Outcomes | None]


class HeldBackBecause(StrEnum):
    """Why aggregates are not shown."""

    FEWER_THAN_FIVE_ANSWERS = "fewer_than_five_answers"
    MENTORSHIP_NOT_ACTIVE = "mentorship_not_active"


class Progress(BaseModel):
    """What happened, counted from events."""

    sessions_held: int
    sessions_missed: int
    goals: dict[GoalStatus, int] = Field(description="Goals by what became of them; `set` are open.")
    introductions: int
    problems_solved: int
    new_ties: int = Field(
        description="Other organisations that yours has a tie with now: through a mentorship with them that was "
        "completed or led to an introduction."
    )


class AnswersSummary(BaseModel):
    """Answers of people in one role, added up."""

    role: Role
    answers: int
    benefits: dict[str, int] = Field(description="How often each benefit was ticked.")
    qualities: dict[Quality, float] = Field(description="Mean rating of the mentor, 0 to 1.")


class PartnerAnswers(BaseModel):
    """What partners' people in one role answered, or why that is not shown."""

    role: Role
    summary: AnswersSummary | None = None
    held_back: HeldBackBecause | None = None


class MentorshipReport(BaseModel):
    """One mentorship's report."""

    mentorship_id: str
    programme_id: str
    status: MentorshipStatus
    progress: Progress
    own_answers: list[AnswersSummary]
    partner_answers: list[PartnerAnswers]


class OrganisationReport(BaseModel):
    """All mentorships of an organisation's people, in one programme or in all."""

    programme_id: str | None
    mentorships: dict[MentorshipStatus, int]
    at_risk: int
    progress: Progress
    own_answers: list[AnswersSummary]


def report_mentorship(organisation_id: str, relationship: Relationship, outcomes: Outcomes | None) -> MentorshipReport:
    """The mentorship as this organisation may see it."""
    tallies = outcomes.tallies if outcomes else ()
    partners = _by_role(tally for tally in tallies if tally.organisation_id != organisation_id)
    return MentorshipReport(
        mentorship_id=relationship.id,
        programme_id=relationship.programme_id,
        status=relationship.status,
        progress=_progress(organisation_id, [(relationship, outcomes)]),
        own_answers=_own(organisation_id, tallies),
        partner_answers=[_partner(tally, is_active=relationship.is_active) for tally in partners],
    )


def report_organisation(
    organisation_id: str, programme_id: str | None, followed: Sequence[Followed]
) -> OrganisationReport:
    """All of these mentorships together."""
    tallies = [tally for _, outcomes in followed if outcomes for tally in outcomes.tallies]
    return OrganisationReport(
        programme_id=programme_id,
        mentorships=Counter(relationship.status for relationship, _ in followed),
        at_risk=sum(bool(relationship.risks) for relationship, _ in followed),
        progress=_progress(organisation_id, followed),
        own_answers=_own(organisation_id, tallies),
    )


def _progress(organisation_id: str, followed: Sequence[Followed]) -> Progress:
    counted = [outcomes for _, outcomes in followed if outcomes]
    return Progress(
        sessions_held=sum(relationship.sessions_held for relationship, _ in followed),
        sessions_missed=sum(relationship.sessions_missed for relationship, _ in followed),
        goals={status: sum(outcomes.goals.get(status, 0) for outcomes in counted) for status in GoalStatus},
        introductions=sum(outcomes.introductions for outcomes in counted),
        problems_solved=sum(outcomes.problems_solved for outcomes in counted),
        new_ties=len(_tied(followed) - {organisation_id}),
    )


def _tied(followed: Iterable[Followed]) -> set[str]:
    return {
        organisation
        for relationship, outcomes in followed
        if relationship.status is MentorshipStatus.COMPLETED or (outcomes and outcomes.introductions)
        for organisation in relationship.organisations()
    }


def _own(organisation_id: str, tallies: Iterable[Tally]) -> list[AnswersSummary]:
    own = _by_role(tally for tally in tallies if tally.organisation_id == organisation_id)
    return [_summary(tally, fewest=1) for tally in own]


def _partner(tally: Tally, *, is_active: bool) -> PartnerAnswers:
    if not is_active:
        return PartnerAnswers(role=tally.role, held_back=HeldBackBecause.MENTORSHIP_NOT_ACTIVE)
    if tally.answers < FEWEST_ANSWERS:
        return PartnerAnswers(role=tally.role, held_back=HeldBackBecause.FEWER_THAN_FIVE_ANSWERS)
    return PartnerAnswers(role=tally.role, summary=_summary(tally, fewest=FEWEST_ANSWERS))


def _summary(tally: Tally, *, fewest: int) -> AnswersSummary:
    shown = {quality: rated for quality, rated in tally.ratings.items() if rated.count >= fewest}
    return AnswersSummary(
        role=tally.role,
        answers=tally.answers,
        benefits=tally.benefits,
        qualities={quality: round(rated.total / rated.count, 4) for quality, rated in shown.items()},
    )


def _by_role(tallies: Iterable[Tally]) -> list[Tally]:
    added: dict[Role, Tally] = {}
    for tally in tallies:
        added[tally.role] = added[tally.role].plus(tally) if tally.role in added else tally
    return [added[role] for role in Role if role in added]
