"""A key that was issued, as it is remembered: never its secret."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, StringConstraints

from mentormesh_contracts.credentials import Credential
from mentormesh_contracts.vocabulary import CredentialStatus
from services.deciding import Aggregate, Needing, Refusal, Unknown, require
from services.partners.domain.asker import Asker
from services.partners.domain.texts import on_one_line

Label = Annotated[
    str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True), AfterValidator(on_one_line)
]


class KeyOver(Refusal):
    """The key was revoked, or has expired."""


class IssuedKey(Aggregate):
    """A credential, and what its organisation calls it."""

    KIND: ClassVar[str] = "credentials"

    credential: Credential
    label: Label | None = None
    """What it is for, in the organisation's own words."""

    def organisations(self) -> Iterable[str]:
        """The one that it speaks for."""
        return (self.credential.organisation_id,)

    def indexed(self) -> Mapping[str, str]:
        """By its status."""
        return {"status": self.credential.status}

    @property
    def is_revoked(self) -> bool:
        """Whether it is refused whatever its expiry says."""
        return self.credential.status is CredentialStatus.REVOKED

    def is_valid(self, now: datetime) -> bool:
        """Whether it is accepted."""
        return not self.is_revoked and self.credential.expires_at > now

    def changed(self, **changes: Any) -> Self:
        """The key with these fields of its credential changed."""
        return self.model_copy(update={"credential": self.credential.model_copy(update=changes)})


def require_own_key(asker: Asker, key_id: str) -> Needing[IssuedKey]:
    """A key of an organisation that the asker stands for. Raises Unknown for any other."""
    found = yield from require(IssuedKey, key_id)
    if not asker.stands_for(found.credential.organisation_id):
        raise Unknown(IssuedKey.KIND, key_id)
    return found


def require_valid_key(asker: Asker, key_id: str, now: datetime) -> Needing[IssuedKey]:
    """One that is accepted still. Raises KeyOver."""
    found = yield from require_own_key(asker, key_id)
    if not found.is_valid(now):
        raise KeyOver("the key was revoked" if found.is_revoked else "the key has expired")
    return found


def retires(key_id: str) -> str:
    """The id of the reminder that revokes a key at the end of its grace time."""
    return f"credential:{key_id}:retires"
