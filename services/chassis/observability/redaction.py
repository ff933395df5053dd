"""What never reaches a log: secrets, by the name of their key or by their look."""

import re
from collections.abc import Mapping
from typing import Any

MASK = "****"
SECRET_WORDS = frozenset(
    {"authorization", "cookie", "credentials", "passphrase", "passwd", "password", "seed", "secret", "token"}
)
SECRET_NAMES = frozenset({"api_key", "apikey", "signing_key", "private_key", "mongo_url", "redis_url"})
SIGNED_KEY = re.compile(r"\bmm_[\w-]{8,}(\.[\w-]*)*|\beyJ[\w-]+\.[\w-]+\.[\w-]*")
LOGIN = re.compile(r"(?<=://)[^/\s]*@")


def is_secret(name: str) -> bool:
    """Whether a value under this name may be one."""
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])|-", "_", name).lower()
    return plain in SECRET_NAMES or not SECRET_WORDS.isdisjoint(plain.split("_"))


def redacted(value: Any) -> Any:
    """The same without secrets, however deep they lie."""
    if isinstance(value, str):
        return LOGIN.sub(f"{MASK}@", SIGNED_KEY.sub(MASK, value))
    if isinstance(value, Mapping):
        return {key: MASK if is_secret(str(key)) else redacted(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redacted(item) for item in value]
    return value
