"""A key gets a successor, and stays valid until whoever uses it has changed over."""

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field

from mentormesh_contracts.credentials import CredentialIssued, CredentialRotated
from mentormesh_contracts.fact import Identifier, Instant
from services.deciding import Command, Context, Deciding, Decision, Refusal
from services.partners.domain.asker import Asker
from services.partners.domain.credentials.granting import check_expiry, check_grant, check_issuer
from services.partners.domain.credentials.issue import new_key, to_the_second
from services.partners.domain.credentials.key import IssuedKey, require_valid_key, retires
from services.partners.domain.credentials.revoke import Retire
from services.partners.domain.organisations.organisation import require_active

Grace = Annotated[timedelta, Field(ge=timedelta(0), le=timedelta(days=30))]


class AlreadyRotated(Refusal):
    """The key has a successor: rotate that one. `successor_id` names it."""


class Rotate(Command):
    """Without an expiry the successor lives as long as the key was meant to. The key itself has a grace time."""

    asker: Asker
    key_id: Identifier
    expires_at: Instant | None = None
    grace: Grace = timedelta(hours=24)


def rotate(command: Rotate, context: Context) -> Deciding:
    """A successor with the same scopes. The old key is revoked when the grace time is over.

    Raises KeyOver, AlreadyRotated, ScopesNotYours, IssuerRevoked or ExpiryOutOfRange.
    """
    now = to_the_second(context.now)
    old = yield from require_valid_key(command.asker, command.key_id, now)
    _check(command, old)
    yield from check_issuer(command.asker)
    holder = yield from require_active(old.credential.organisation_id)
    successor = _successor(old, context.new_id(), now, command.expires_at)
    rotated = old.changed(successor_id=successor.id)
    decision = Decision().save(successor, CredentialIssued(after=successor.credential)).tell(successor)
    decision.save(rotated, CredentialRotated(after=rotated.credential))
    decision.save(holder.with_keys({successor.id: successor.credential.expires_at}, now))
    return decision.remind(retires(old.id), now + command.grace, Retire(key_id=old.id))


def _check(command: Rotate, old: IssuedKey) -> None:
    check_grant(command.asker, old.credential.scopes)
    if old.credential.successor_id is not None:
        raise AlreadyRotated("the key has a successor", successor_id=old.credential.successor_id)


def _successor(old: IssuedKey, id: str, now: datetime, expires_at: datetime | None) -> IssuedKey:
    lifetime = old.credential.expires_at - old.credential.issued_at
    until = to_the_second(expires_at or now + lifetime)
    check_expiry(until, now)
    return new_key(id, old.credential.organisation_id, old.credential.scopes, now, until, old.label)
