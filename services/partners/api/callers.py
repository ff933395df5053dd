"""Who may ask for what, and what of the address every route checks."""

from typing import Annotated

from fastapi import Depends, Path

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.caller import Caller, caller_with
from services.partners.domain.asker import Asker

Operator = Annotated[Caller, Depends(caller_with(Scope.OPERATE))]
Administrator = Annotated[Caller, Depends(caller_with(Scope.ADMINISTER))]
AdministratorOrOperator = Annotated[Caller, Depends(caller_with(Scope.ADMINISTER, Scope.OPERATE))]
PartyReader = Annotated[Caller, Depends(caller_with(Scope.READ, Scope.ADMINISTER))]
OrganisationReader = Annotated[Caller, Depends(caller_with(Scope.READ, Scope.ADMINISTER, Scope.OPERATE))]

ErasureReader = Annotated[Caller, Depends(caller_with(Scope.READ, Scope.ROSTER, Scope.OPERATE))]

ErasedId = Annotated[Identifier, Path(description="Id of a person who was erased.")]
OrganisationId = Annotated[Identifier, Path(description="Id of an organisation.")]
AgreementId = Annotated[Identifier, Path(description="Id of a sharing agreement.")]
KeyId = Annotated[Identifier, Path(description="Id of a key; not its secret.")]


def asker_of(caller: Caller) -> Asker:
    """The caller, as the rules know them."""
    return Asker(organisation_id=caller.organisation_id, key_id=caller.key_id, scopes=caller.scopes)
