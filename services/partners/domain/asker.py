"""Who asks for something to be done."""

from pydantic import BaseModel, ConfigDict, Field

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.vocabulary import Scope


class Asker(BaseModel):
    """An organisation by one of its keys."""

    model_config = ConfigDict(frozen=True)

    organisation_id: Identifier
    key_id: Identifier
    scopes: frozenset[Scope] = Field(max_length=10)

    @property
    def operates(self) -> bool:
        """Whether it acts for the whole network."""
        return Scope.OPERATE in self.scopes

    def stands_for(self, organisation_id: str) -> bool:
        """Whether it may act for that organisation."""
        return self.operates or self.organisation_id == organisation_id
