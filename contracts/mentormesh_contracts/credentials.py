"""API keys as the other services know them. The secret itself never travels."""

from typing import ClassVar, Self

from pydantic import Field, model_validator

from mentormesh_contracts.fact import Event, Fact, Identifier, Instant
from mentormesh_contracts.vocabulary import CredentialStatus, Scope


class Credential(Fact):
    """A signed key: who it speaks for, what it may do, until when."""

    id: Identifier
    organisation_id: Identifier
    scopes: tuple[Scope, ...] = Field(max_length=10, description="What the key may do.")
    issued_at: Instant
    expires_at: Instant
    status: CredentialStatus = CredentialStatus.ACTIVE
    revoked_at: Instant | None = None
    successor_id: Identifier | None = Field(
        default=None, description="The key that replaces this one after a rotation."
    )

    @model_validator(mode="after")
    def _expires_after_it_was_issued(self) -> Self:
        if self.expires_at <= self.issued_at:
            raise ValueError("expires_at must be later than issued_at")
        return self


class CredentialIssued(Event):
    """A key was issued."""

    TYPE: ClassVar[str] = "mentormesh.credential.issued.v1"
    after: Credential


class CredentialRotated(Event):
    """A key has a successor; it stays valid until the end of its grace time."""

    TYPE: ClassVar[str] = "mentormesh.credential.rotated.v1"
    after: Credential


class CredentialRevoked(Event):
    """A key is no longer valid."""

    TYPE: ClassVar[str] = "mentormesh.credential.revoked.v1"
    after: Credential
