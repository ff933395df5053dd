"""Who may ask for what, and what of the address every route checks."""

from typing import Annotated

from fastapi import Depends, Path

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.caller import Caller, caller_with

ReaderCaller = Annotated[Caller, Depends(caller_with(Scope.READ, Scope.COORDINATE))]
RosterKeeper = Annotated[Caller, Depends(caller_with(Scope.ROSTER))]

PersonId = Annotated[Identifier, Path(description="Id of a person in the network.")]
