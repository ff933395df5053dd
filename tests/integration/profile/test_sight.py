"""What partners see, through the events of partners and matching."""

import pytest

from mentormesh_contracts.mentorships import (
    Approval,
    Member,
    Mentorship,
    MentorshipApproved,
    MentorshipEnded,
    MentorshipProposed,
    MentorshipStarted,
)
from mentormesh_contracts.organisations import Agreement, AgreementAccepted, Share
from mentormesh_contracts.vocabulary import (
    AgreementStatus,
    MentorshipOrigin,
    MentorshipStatus,
    ProgrammeKind,
    Role,
)
from services.chassis.identity import new_id
from tests.integration.profile.conftest import ProfileOffice as Office

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Two:
    """Ada of one organisation, and a mentor of another."""

    def __init__(self, office: Office) -> None:
        self.office, self.acme, self.globex, self.ada = office, new_id(), new_id(), ""
        self.mentorship_id = new_id()

    async def begin(self) -> "Two":
        self.ada = await self.office.registered(
            self.acme, roles=["mentee"], email="ada@example.org", shares_contact=True, never_with_external_ids=["E-9"]
        )
        return self

    async def agree(self) -> None:
        agreement = Agreement(
            id=new_id(),
            offered_by=self.acme,
            offered_to=self.globex,
            gives=Share(roles=(Role.MENTEE,)),
            receives=Share(roles=(Role.MENTOR,)),
            status=AgreementStatus.ACTIVE,
            offered_at=self.office.runtime.clock.now(),
        )
        await self.office.hears(AgreementAccepted(after=agreement))

    def mentorship(self, status: MentorshipStatus, approved: bool = False) -> Mentorship:
        now = self.office.runtime.clock.now()
        return Mentorship(
            id=self.mentorship_id,
            programme_id=new_id(),
            kind=ProgrammeKind.FORMAL,
            origin=MentorshipOrigin.CYCLE,
            status=status,
            members=(
                Member(person_id=self.ada, organisation_id=self.acme, role=Role.MENTEE),
                Member(person_id=new_id(), organisation_id=self.globex, role=Role.MENTOR),
            ),
            approvals=tuple(
                Approval(organisation_id=id, approved_at=now if approved else None) for id in (self.acme, self.globex)
            ),
            cadence_days=14,
            proposed_at=now,
        )

    async def seen(self) -> set[str]:
        """Names of the fields that the partner sees."""
        return set((await self.office.get(f"/v1/people/{self.ada}", self.globex)).json())


async def test_a_partner_sees_more_step_by_step_and_nothing_in_the_end(office: Office) -> None:
    two = await Two(office).begin()
    await two.agree()
    address = f"/v1/people/{two.ada}"
    assert (await office.get(address, two.globex)).status_code == 404

    await office.hears(MentorshipProposed(after=two.mentorship(MentorshipStatus.PROPOSED)), sequence=1)
    assert {"goals_sought", "languages"} <= await two.seen()
    assert (await two.seen()).isdisjoint({"name", "email", "external_id", "never_with_external_ids"})

    approved = two.mentorship(MentorshipStatus.PROPOSED, approved=True)
    await office.hears(MentorshipApproved(after=approved, organisation_id=two.acme), sequence=2)
    assert {"name", "email"} <= await two.seen()

    await office.hears(MentorshipStarted(after=two.mentorship(MentorshipStatus.ACTIVE)), sequence=3)
    assert {"name", "email", "languages"} <= await two.seen()
    assert (await office.get(address, new_id())).status_code == 404

    await office.hears(MentorshipEnded(after=two.mentorship(MentorshipStatus.ENDED)), sequence=4)
    assert (await office.get(address, two.globex)).status_code == 404


async def test_without_an_agreement_a_candidate_is_an_id_alone(office: Office) -> None:
    two = await Two(office).begin()
    await office.hears(MentorshipProposed(after=two.mentorship(MentorshipStatus.PROPOSED)))
    assert await two.seen() == {"id", "organisation_id"}


async def test_a_partner_lists_nobody_but_their_own_and_changes_nobody(office: Office) -> None:
    two = await Two(office).begin()
    await office.hears(MentorshipStarted(after=two.mentorship(MentorshipStatus.ACTIVE)))
    assert (await office.get("/v1/people", two.globex)).json()["items"] == []
    assert (await office.get(f"/v1/people/{two.ada}/readiness", two.globex)).status_code == 404
    assert (await office.patch(f"/v1/people/{two.ada}", two.globex, {"zone": "UTC"})).status_code == 404
    assert (await office.post(f"/v1/people/{two.ada}/leave", two.globex)).status_code == 404
