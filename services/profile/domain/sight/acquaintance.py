"""People of several organisations who are proposed to each other, or meet: what their organisations may then see."""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict

from mentormesh_contracts.mentorships import Mentorship, MentorshipEvent
from mentormesh_contracts.vocabulary import MentorshipStatus, Role
from services.deciding import Aggregate, Context, Deciding, Decision, Indexed, need


class Acquainted(BaseModel):
    """One person's part in it."""

    model_config = ConfigDict(frozen=True)

    person_id: str
    organisation_id: str
    role: Role


class Acquaintance(Aggregate):
    """A live mentorship across organisations, from its proposal on. Its id is the mentorship's.

    By mentorship and not by person, so that an event changes one aggregate, its own; a person's acquaintances are
    found by an index.
    """

    KIND: ClassVar[str] = "acquaintances"
    HEARD: ClassVar[bool] = True
    OWN_FIELDS: ClassVar[tuple[str, ...]] = ()

    members: tuple[Acquainted, ...]
    approved_by: tuple[str, ...]
    """Organisations whose coordinator has said yes to the match."""
    has_begun: bool
    """Active, or paused with the intent to go on."""

    @classmethod
    def of(cls, mentorship: Mentorship) -> Self:
        """What this service needs of a mentorship."""
        return cls(
            id=mentorship.id,
            members=tuple(
                Acquainted(person_id=member.person_id, organisation_id=member.organisation_id, role=member.role)
                for member in mentorship.members
            ),
            approved_by=tuple(each.organisation_id for each in mentorship.approvals if each.approved_at is not None),
            has_begun=mentorship.status in (MentorshipStatus.ACTIVE, MentorshipStatus.PAUSED),
        )

    def organisations(self) -> Iterable[str]:
        """Those of its members."""
        return dict.fromkeys(member.organisation_id for member in self.members)

    def indexed(self) -> Mapping[str, Indexed]:
        """By its members."""
        return {"person_ids": tuple(member.person_id for member in self.members)}

    def member(self, person_id: str) -> Acquainted | None:
        """That person's part, if any."""
        return next((member for member in self.members if member.person_id == person_id), None)


def acquaint(event: MentorshipEvent, context: Context) -> Deciding:
    """A live mentorship across organisations lets them see each other's members; its closure takes it all away."""
    before = yield from need(Acquaintance, event.after.id)
    if event.after.is_live and len(event.after.organisations) > 1:
        after = Acquaintance.of(event.after)
        return Decision() if after == before else Decision().save(after)
    return Decision().remove(before) if before else Decision()
