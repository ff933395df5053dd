"""A key is issued: to the own organisation, or by an operator to any."""

from datetime import datetime, timedelta

from pydantic import Field

from mentormesh_contracts.credentials import Credential, CredentialIssued
from mentormesh_contracts.fact import Identifier, Instant
from mentormesh_contracts.vocabulary import Scope
from services.deciding import Command, Context, Deciding, Decision, Unknown
from services.partners.domain.asker import Asker
from services.partners.domain.credentials.granting import check_expiry, check_grant, check_issuer, check_room
from services.partners.domain.credentials.key import IssuedKey, Label
from services.partners.domain.organisations.organisation import JoinedOrganisation, require_active

USUAL = timedelta(days=90)


class Issue(Command):
    """Without an expiry the key lasts 90 days."""

    asker: Asker
    organisation_id: Identifier
    scopes: frozenset[Scope] = Field(min_length=1, max_length=10)
    expires_at: Instant | None = None
    label: Label | None = None


def issue(command: Issue, context: Context) -> Deciding:
    """The key's facts. Its secret is made of them and the signing key, and nothing here ever holds it.

    Raises ScopesNotYours, IssuerRevoked, ExpiryOutOfRange, TooManyKeys, or Unknown for an organisation that the asker
    does not stand for.
    """
    if not command.asker.stands_for(command.organisation_id):
        raise Unknown(JoinedOrganisation.KIND, command.organisation_id, field="organisation_id")
    now = to_the_second(context.now)
    expires_at = to_the_second(command.expires_at or now + USUAL)
    check_grant(command.asker, command.scopes)
    check_expiry(expires_at, now)
    yield from check_issuer(command.asker)
    holder = yield from require_active(command.organisation_id)
    check_room(holder, now)
    issued = new_key(context.new_id(), holder.id, command.scopes, now, expires_at, command.label)
    decision = Decision().save(issued, CredentialIssued(after=issued.credential)).tell(issued)
    return decision.save(holder.with_keys({issued.id: expires_at}, now))


def new_key(
    id: str,
    organisation_id: str,
    scopes: frozenset[Scope] | tuple[Scope, ...],
    issued_at: datetime,
    expires_at: datetime,
    label: str | None,
) -> IssuedKey:
    """A key with its scopes in a fixed order."""
    credential = Credential(
        id=id,
        organisation_id=organisation_id,
        scopes=tuple(sorted(scopes)),
        issued_at=issued_at,
        expires_at=expires_at,
    )
    return IssuedKey(id=id, credential=credential, label=label)


def to_the_second(moment: datetime) -> datetime:
    """As a key says it: signed times are whole seconds (RFC 7519, NumericDate as used here)."""
    return moment.replace(microsecond=0)
