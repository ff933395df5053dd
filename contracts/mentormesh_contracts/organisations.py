"""Organisations and the agreements that join them into a network."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from mentormesh_contracts.fact import Event, Fact, Identifier, Instant, Zone
from mentormesh_contracts.vocabulary import AgreementStatus, OrganisationStatus, Role


class Organisation(Fact):
    """A tenant: a company, a university, a charity."""

    id: Identifier
    name: Annotated[str, Field(min_length=1, max_length=200)]
    zone: Zone = "UTC"
    status: OrganisationStatus = OrganisationStatus.ACTIVE
    joined_at: Instant


class Share(Fact):
    """What one organisation gives the other under an agreement."""

    roles: tuple[Role, ...] = Field(
        default=(Role.MENTOR, Role.MENTEE),
        max_length=3,
        description="People in these roles may be matched; peers only if named.",
    )
    programmes: tuple[Identifier, ...] | None = Field(
        default=None, max_length=1000, description="Programmes opened to the other side; absent: every open one."
    )
    places: Annotated[int, Field(ge=0, le=1_000_000)] | None = Field(
        default=None, description="Quota: how many of the other's people its mentors take at once; absent: no limit."
    )


class Agreement(Fact):
    """A sharing agreement: one organisation offers, the other accepts."""

    id: Identifier
    offered_by: Identifier
    offered_to: Identifier
    gives: Share = Field(description="What the offering organisation shares.")
    receives: Share = Field(description="What the accepting organisation shares.")
    dual_approval: bool = Field(default=False, description="Coordinators of both must approve each match.")
    valid_until: Instant | None = Field(default=None, description="Absent: until one of them ends it.")
    status: AgreementStatus
    offered_at: Instant
    answered_at: Instant | None = None
    ended_at: Instant | None = None

    @model_validator(mode="after")
    def _has_two_parties(self) -> Self:
        if self.offered_by == self.offered_to:
            raise ValueError("offered_to must be another organisation than offered_by")
        return self

    def share_of(self, organisation_id: str) -> Share:
        """What that party gives. Raises ValueError for an organisation that is no party."""
        if organisation_id == self.offered_by:
            return self.gives
        if organisation_id == self.offered_to:
            return self.receives
        raise ValueError(f"{organisation_id} is no party of agreement {self.id}")


class OrganisationJoined(Event):
    """An organisation joined the network."""

    TYPE: ClassVar[str] = "mentormesh.organisation.joined.v1"
    after: Organisation


class OrganisationChanged(Event):
    """An organisation's name or zone changed."""

    TYPE: ClassVar[str] = "mentormesh.organisation.changed.v1"
    after: Organisation


class OrganisationLeft(Event):
    """An organisation left the network."""

    TYPE: ClassVar[str] = "mentormesh.organisation.left.v1"
    after: Organisation


class AgreementOffered(Event):
    """An organisation offered another one a sharing agreement."""

    TYPE: ClassVar[str] = "mentormesh.agreement.offered.v1"
    after: Agreement


class AgreementAccepted(Event):
    """The other organisation accepted: from now on people and programmes are shared."""

    TYPE: ClassVar[str] = "mentormesh.agreement.accepted.v1"
    after: Agreement


class AgreementDeclined(Event):
    """The other organisation declined."""

    TYPE: ClassVar[str] = "mentormesh.agreement.declined.v1"
    after: Agreement


class AgreementEnded(Event):
    """The agreement is over, by a party or by its date."""

    TYPE: ClassVar[str] = "mentormesh.agreement.ended.v1"
    after: Agreement
