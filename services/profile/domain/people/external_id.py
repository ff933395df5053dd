"""Which person an organisation means by its own id of them, though they may not be registered yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import ClassVar

from services.deciding import Aggregate, Context, Needing, consult_each


class ClaimedExternalId(Aggregate):
    """An organisation's id of a person, and the person's id in the network.

    Made when the id is first named, be it as somebody's manager in a roster that lists them first. The person's id
    says nothing of the external id.
    """

    KIND: ClassVar[str] = "external_ids"

    person_id: str


@dataclass(frozen=True, slots=True)
class PeopleNamed:
    """The people whom a declaration names."""

    ids: dict[str, str]
    """Person ids by external id."""
    claims: tuple[ClaimedExternalId, ...]
    """Those that were never named before, in the order of their naming."""

    def are_new(self, external_id: str) -> bool:
        """Whether nobody ever named them before, so that they cannot be registered."""
        return any(claim.person_id == self.ids[external_id] for claim in self.claims)

    def ids_of(self, external_ids: Iterable[str]) -> tuple[str, ...]:
        """Their person ids, in the same order."""
        return tuple(self.ids[external_id] for external_id in external_ids)


def claim_id(organisation_id: str, external_id: str) -> str:
    """The claim's id: a digest of fixed length, since partners write whatever they like into their ids."""
    return f"{organisation_id}:{blake2b(external_id.encode(), digest_size=16).hexdigest()}"


def people_named(organisation_id: str, external_ids: Iterable[str], context: Context) -> Needing[PeopleNamed]:
    """Everybody of these, with a new person id for whoever was never named before.

    Not guarded: a claim never changes once it is made, and of two that are made at once one is refused.
    """
    claim_ids = {external_id: claim_id(organisation_id, external_id) for external_id in external_ids}
    held = yield from consult_each(ClaimedExternalId, claim_ids.values())
    made = {id: ClaimedExternalId(id=id, person_id=context.new_id()) for id in claim_ids.values() if id not in held}
    known = held | made
    return PeopleNamed(
        {external_id: known[id].person_id for external_id, id in claim_ids.items()}, tuple(made.values())
    )
