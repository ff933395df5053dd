"""No two organisations of the network have the same name."""

import unicodedata
from typing import ClassVar

from services.deciding import Aggregate, Needing, Refusal, need


class NameTaken(Refusal):
    """An organisation of the network has this name already, whatever the case of its letters."""


class NameClaim(Aggregate):
    """A name in use. Its id is the name as `claimed` folds it."""

    KIND: ClassVar[str] = "organisation_names"

    organisation_id: str


def claimed(name: str) -> str:
    """What counts when names are compared: neither case, nor spaces, nor how a character was put together."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def claim(name: str, organisation_id: str) -> Needing[NameClaim]:
    """The claim on the name for the organisation. Raises NameTaken if another one holds it."""
    held = yield from need(NameClaim, claimed(name))
    if held is not None and held.organisation_id != organisation_id:
        raise NameTaken(f"another organisation is called {name}", field="name")
    return NameClaim(id=claimed(name), organisation_id=organisation_id)
