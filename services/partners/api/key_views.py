"""What callers see of keys: the secret in one answer alone."""

from typing import Self

from pydantic import BaseModel, Field

from mentormesh_contracts.fact import Instant
from mentormesh_contracts.vocabulary import CredentialStatus, Scope
from services.partners.domain.credentials.key import IssuedKey


class KeyView(BaseModel):
    """A key without its secret."""

    id: str
    organisation_id: str
    label: str | None = Field(description="What it is for, in its organisation's words.")
    scopes: tuple[Scope, ...]
    issued_at: Instant
    expires_at: Instant
    status: CredentialStatus
    revoked_at: Instant | None
    successor_id: str | None = Field(description="The key that replaces this one.")

    @classmethod
    def of(cls, key: IssuedKey) -> Self:
        """As it is remembered."""
        return cls(label=key.label, **dict(key.credential))


class IssuedKeyView(KeyView):
    """A key that was just issued."""

    secret: str = Field(description="Shown now and never again: `Authorization: Bearer <secret>`.")
