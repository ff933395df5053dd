"""Revoked keys: every service hears of them and refuses them within the stated bound."""

from datetime import datetime
from typing import ClassVar

from mentormesh_contracts.credentials import CredentialRevoked
from services.deciding import Aggregate, Context, Deciding, Decision, need


class RevokedKey(Aggregate):
    """A key that is refused though its signature is right. Of no use once it has expired."""

    KIND: ClassVar[str] = "revoked_keys"
    OWN_FIELDS: ClassVar[tuple[str, ...]] = ()

    revoked_at: datetime
    expires_at: datetime

    def indexed(self) -> dict[str, datetime]:
        """By its expiry."""
        return {"expires_at": self.expires_at}


def remember_revocation(event: CredentialRevoked, context: Context) -> Deciding:
    """Keep the key's id."""
    known = yield from need(RevokedKey, event.after.id)
    if known is not None:
        return Decision()
    revoked_at = event.after.revoked_at or context.now
    return Decision().save(RevokedKey(id=event.after.id, revoked_at=revoked_at, expires_at=event.after.expires_at))
