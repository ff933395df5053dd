"""Errors of the domain are facts with a name. Each owns its HTTP status and its problem type (RFC 9457)."""

import re
from typing import ClassVar


class Refusal(Exception):
    """A rule says no. Subclasses are named after the fact, `PlacesTaken`, and say in their docstring what it means.

    `facts` are members of the problem document; `field` names the field of the request that is at fault.
    """

    status: ClassVar[int] = 409

    def __init__(self, detail: str, *, field: str | None = None, **facts: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field
        self.facts = facts

    @classmethod
    def slug(cls) -> str:
        """The last part of the problem's type: `places-taken`."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", cls.__name__).lower()

    @classmethod
    def title(cls) -> str:
        """The problem's title: `Places taken`."""
        return cls.slug().replace("-", " ").capitalize()


class Unknown(Refusal):
    """There is no such thing, not for the one who asks, or not yet."""

    status = 404

    def __init__(self, kind: str, id: str, *, field: str | None = None) -> None:
        super().__init__(f"there is no {kind.rstrip('s').replace('_', ' ')} {id[:100]}", field=field)
        self.kind = kind
        self.id = id


class Invalid(Refusal):
    """The request contradicts a rule that holds whatever the state."""

    status = 422


class Forbidden(Refusal):
    """The key may not do this."""

    status = 403
