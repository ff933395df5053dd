"""Signed API keys: any service checks them by itself, and none can make them without the signing key."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.problems import KeyExpired, KeyMalformed, KeyUnknown
from services.chassis.settings import Settings, raw_key

PREFIX = "mm_"
ALGORITHM = "EdDSA"
CLAIMS = ("kid", "org", "scopes", "iat", "exp")
LONGEST = 4096
REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Key:
    """What a valid key says."""

    id: str
    organisation_id: str
    scopes: frozenset[Scope]
    expires_at: datetime


class CannotIssue(RuntimeError):
    """No signing key is set in this process."""


def new_signing_key() -> str:
    """A fresh Ed25519 seed, base64url."""
    return _text(Ed25519PrivateKey.generate().private_bytes_raw())


def verifying_key_of(signing_key: str) -> str:
    """The public half, base64url."""
    return _text(Ed25519PrivateKey.from_private_bytes(raw_key(signing_key)).public_key().public_bytes_raw())


class KeyRing:
    """Issues keys, if it holds the signing key, and verifies them. Several verifying keys allow a rotation."""

    def __init__(self, signing: str | None = None, verifying: Sequence[str] = ()) -> None:
        self._signing = Ed25519PrivateKey.from_private_bytes(raw_key(signing)) if signing else None
        trusted = list(verifying) or ([verifying_key_of(signing)] if signing else [])
        self._verifying = [Ed25519PublicKey.from_public_bytes(raw_key(key)) for key in trusted]
        # Checking a signature takes longer than all else in a small request, and a key comes again and again.
        self._verified: dict[bytes, Key] = {}

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The ring that the settings describe."""
        signing = settings.signing_key.get_secret_value() if settings.signing_key else None
        return cls(signing, settings.trusted_keys)

    def issue(
        self,
        key_id: str,
        organisation_id: str,
        scopes: Iterable[Scope],
        issued_at: datetime,
        expires_at: datetime,
    ) -> str:
        """The secret, to be shown once. Raises CannotIssue without a signing key."""
        if self._signing is None:
            raise CannotIssue("MENTORMESH_SIGNING_KEY is not set here")
        claims = {"kid": key_id, "org": organisation_id, "scopes": sorted(scopes), "iat": issued_at, "exp": expires_at}
        return PREFIX + jwt.encode(claims, self._signing, ALGORITHM)

    def verify(self, text: str, now: datetime) -> Key:
        """What the key says. Raises KeyMalformed, KeyUnknown or KeyExpired, all of them KeyInvalid."""
        digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
        key = self._verified.get(digest) or self._remember(digest, self._verify(text))
        if key.expires_at <= now:
            raise KeyExpired(f"the key expired at {key.expires_at.isoformat()}")
        return key

    def _remember(self, digest: bytes, key: Key) -> Key:
        if len(self._verified) >= REMEMBERED:
            del self._verified[next(iter(self._verified))]
        self._verified[digest] = key
        return key

    def _verify(self, text: str) -> Key:
        if not text.startswith(PREFIX) or len(text) > LONGEST:
            raise KeyMalformed(f"a key begins with {PREFIX} and comes whole")
        for trusted in self._verifying:
            try:
                return _key(_claims(text.removeprefix(PREFIX), trusted))
            except jwt.InvalidSignatureError:
                continue
            except (jwt.InvalidTokenError, ValueError, TypeError, ArithmeticError):
                raise KeyMalformed("the key cannot be read; was it cut off?") from None
        raise KeyUnknown("the key was not signed by this network")


def _claims(token: str, trusted: Ed25519PublicKey) -> dict[str, Any]:
    # Times are compared with the clock that is passed in, not with the library's.
    options: Any = {"require": CLAIMS, "verify_exp": False, "verify_iat": False, "verify_nbf": False}
    return jwt.decode(token, trusted, algorithms=[ALGORITHM], options=options)


def _key(claims: dict[str, Any]) -> Key:
    known = set(Scope)
    scopes = frozenset(Scope(name) for name in claims["scopes"] if name in known)
    return Key(str(claims["kid"]), str(claims["org"]), scopes, datetime.fromtimestamp(claims["exp"], UTC))


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
