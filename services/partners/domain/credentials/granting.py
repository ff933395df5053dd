"""Who may give which scopes, and for how long."""

from collections.abc import Collection
from datetime import datetime, timedelta

from mentormesh_contracts.vocabulary import Scope
from services.deciding import Forbidden, Invalid, Needing, Refusal, need
from services.partners.domain.asker import Asker
from services.partners.domain.credentials.key import IssuedKey
from services.partners.domain.organisations.organisation import JoinedOrganisation

LONGEST = timedelta(days=400)
"""A key is renewed once a year, with a month to spare."""
MOST_KEYS = 100


class ScopesNotYours(Forbidden):
    """A key gives no scope that it does not have; `scopes` names those. An operator's key gives every scope."""


class IssuerRevoked(Forbidden):
    """The key that asks was revoked, though not every service may have heard of it."""


class ExpiryOutOfRange(Invalid):
    """A key expires in the future, and within 400 days."""


class TooManyKeys(Refusal):
    """An organisation has 100 valid keys at most: revoke those that nobody uses."""


def check_grant(asker: Asker, scopes: Collection[Scope]) -> None:
    """Raises ScopesNotYours if the asker would give more than it has.

    Whoever administers could otherwise give themselves the right to read what people confide. A successor is a new
    secret with the old scopes, so that the same holds for replacing a key.
    """
    if asker.operates:
        return
    beyond = sorted(set(scopes) - asker.scopes)
    if beyond:
        raise ScopesNotYours("the key may not do this itself: " + ", ".join(beyond), field="scopes", scopes=beyond)


def check_issuer(asker: Asker) -> Needing[None]:
    """Raises IssuerRevoked. Guarded: a key cannot renew itself while it is being revoked."""
    issuer = yield from need(IssuedKey, asker.key_id)
    if issuer is not None and issuer.is_revoked:
        raise IssuerRevoked("the key was revoked")


def check_expiry(expires_at: datetime, now: datetime) -> None:
    """Raises ExpiryOutOfRange."""
    if not now < expires_at <= now + LONGEST:
        raise ExpiryOutOfRange(f"expires_at lies within {LONGEST.days} days from now", field="expires_at")


def check_room(holder: JoinedOrganisation, now: datetime) -> None:
    """Raises TooManyKeys."""
    if sum(until > now for until in holder.keys.values()) >= MOST_KEYS:
        raise TooManyKeys(f"the organisation has {MOST_KEYS} valid keys")
