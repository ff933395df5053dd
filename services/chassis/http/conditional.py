"""Conditions on updates: the revision of what was read, as an entity tag (RFC 9110)."""

import re

from services.chassis.http.problems import IfMatchMalformed

# Weak tags too: a proxy that compresses weakens them, and a revision means the same either way.
TAG = re.compile(r'(?:W/)?"([0-9]{1,18})"')


def etag(revision: int) -> str:
    """The tag of a revision: `"7"`."""
    return f'"{revision}"'


def parse_if_match(header: str | None) -> int | None:
    """The revision that is asked for; None for `*` or no condition. Raises IfMatchMalformed."""
    if header is None or header.strip() == "*":
        return None
    found = TAG.fullmatch(header.strip())
    if found is None:
        raise IfMatchMalformed("If-Match", 'one tag of this API, such as "7", or *')
    return int(found[1])
