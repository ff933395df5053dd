"""Whose facts a reader may see. There is no reading without a scope."""

from dataclasses import dataclass
from typing import TypeAlias

from services.chassis.mongo.driver import Document


@dataclass(frozen=True, slots=True)
class OrganisationScope:
    """What one organisation may find: documents that name it."""

    organisation_id: str

    def restrict(self, query: Document) -> Document:
        """The query, bound to the organisation; it cannot be widened by the query itself."""
        return {"$and": [{"organisations": self.organisation_id}, query]}


@dataclass(frozen=True, slots=True)
class NetworkScope:
    """The whole network, for cycles, reactions and operators. `purpose` says why, in the code that asks."""

    purpose: str

    def restrict(self, query: Document) -> Document:
        """The query as it is."""
        return query


Scope: TypeAlias = OrganisationScope | NetworkScope
