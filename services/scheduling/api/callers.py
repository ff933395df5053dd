"""Who may ask for what, and what of the address every route checks."""

from typing import Annotated

from fastapi import Depends, Path

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.caller import Caller, caller_with

Coordinator = Annotated[Caller, Depends(caller_with(Scope.COORDINATE))]
ReaderCaller = Annotated[Caller, Depends(caller_with(Scope.READ))]

MentorshipId = Annotated[Identifier, Path(description="Id of a mentorship.")]
SessionId = Annotated[Identifier, Path(description="Id of a session.")]
PersonId = Annotated[Identifier, Path(description="Id of a person.")]
BusyTimeId = Annotated[Identifier, Path(description="Id of a busy time.")]
