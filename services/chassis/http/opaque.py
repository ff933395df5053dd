"""Tokens that callers carry for us and bring back: small JSON values with a checksum, in base64url."""

import base64
import binascii
import hashlib
from typing import Any

import orjson

CHECK_BYTES = 4


class Tampered(ValueError):
    """It is not what was given out."""


def pack(value: Any) -> str:
    """The token."""
    body = orjson.dumps(value)
    return base64.urlsafe_b64encode(_check(body) + body).decode().rstrip("=")


def unpack(token: str, longest: int) -> Any:
    """The value. Raises Tampered."""
    if len(token) > longest:
        raise Tampered
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Tampered from None
    check, body = raw[:CHECK_BYTES], raw[CHECK_BYTES:]
    if check != _check(body):
        raise Tampered
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Tampered from None


def _check(body: bytes) -> bytes:
    # Against mistakes, not against malice: whoever forges one sees no more than their key allows anyway.
    return hashlib.blake2b(body, digest_size=CHECK_BYTES).digest()
