"""A key is refused from now on: at once, or because its grace time is over."""

from datetime import datetime

from mentormesh_contracts.credentials import CredentialRevoked
from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.vocabulary import CredentialStatus
from services.deciding import Command, Context, Deciding, Decision, Needing, require
from services.partners.domain.asker import Asker
from services.partners.domain.credentials.key import IssuedKey, require_own_key, retires
from services.partners.domain.organisations.organisation import JoinedOrganisation


class Revoke(Command):
    """Refuse the key at once."""

    asker: Asker
    key_id: Identifier


class Retire(Command):
    """Carried out at the end of a rotated key's grace time."""

    key_id: Identifier


def revoke(command: Revoke, context: Context) -> Deciding:
    """Any key of the organisation, whatever its scopes. Revoking it again changes nothing."""
    key = yield from require_own_key(command.asker, command.key_id)
    return (yield from _revoked(key, context.now))


def retire(command: Retire, context: Context) -> Deciding:
    """The successor has taken over."""
    key = yield from require(IssuedKey, command.key_id)
    return (yield from _revoked(key, context.now))


def note_revoked(decision: Decision, key: IssuedKey, now: datetime) -> IssuedKey:
    """Note in the decision that the key is revoked; gives it as it is then."""
    revoked = key.changed(status=CredentialStatus.REVOKED, revoked_at=now)
    decision.save(revoked, CredentialRevoked(after=revoked.credential)).forget(retires(key.id))
    return revoked


def _revoked(key: IssuedKey, now: datetime) -> Needing[Decision]:
    if key.is_revoked:
        return Decision().tell(key)
    holder = yield from require(JoinedOrganisation, key.credential.organisation_id)
    decision = Decision()
    revoked = note_revoked(decision, key, now)
    return decision.save(holder.without_key(key.id)).tell(revoked)
