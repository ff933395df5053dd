"""Mentorships and agreements as events tell of them."""

from collections.abc import Iterable

from mentormesh_contracts.mentorships import Approval, Member, Mentorship
from mentormesh_contracts.organisations import Agreement, Share
from mentormesh_contracts.vocabulary import (
    AgreementStatus,
    MentorshipOrigin,
    MentorshipStatus,
    ProgrammeKind,
    Role,
)
from tests.unit.profile.given import NOW


def mentorship(
    status: MentorshipStatus = MentorshipStatus.PROPOSED,
    *,
    mentor_at: str = "globex",
    mentee_id: str = "ada",
    asked: Iterable[str] = (),
    approved: Iterable[str] = (),
) -> Mentorship:
    """Acme's mentee with a mentor of another organisation."""
    answers = dict.fromkeys(asked) | dict.fromkeys(approved, NOW)
    return Mentorship(
        id="mentorship",
        programme_id="programme",
        kind=ProgrammeKind.FORMAL,
        origin=MentorshipOrigin.CYCLE,
        status=status,
        members=(
            Member(person_id=mentee_id, organisation_id="acme", role=Role.MENTEE),
            Member(person_id="grace", organisation_id=mentor_at, role=Role.MENTOR),
        ),
        approvals=tuple(Approval(organisation_id=id, approved_at=at) for id, at in answers.items()),
        cadence_days=14,
        proposed_at=NOW,
    )


def agreement(
    status: AgreementStatus = AgreementStatus.ACTIVE, *, acme_gives: tuple[Role, ...] = (Role.MENTEE,)
) -> Agreement:
    """Between acme and globex."""
    return Agreement(
        id="agreement",
        offered_by="globex",
        offered_to="acme",
        gives=Share(roles=(Role.MENTOR,)),
        receives=Share(roles=acme_gives),
        status=status,
        offered_at=NOW,
    )
