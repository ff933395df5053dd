"""Who may ask for what, and what of the address every route checks."""

from typing import Annotated

from fastapi import Depends, Path
from starlette.requests import Request

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.acting import runtime_of
from services.chassis.http.caller import Caller, caller_with, known_caller
from services.matching.store.directory import Directory

Coordinator = Annotated[Caller, Depends(caller_with(Scope.COORDINATE))]
Looker = Annotated[Caller, Depends(caller_with(Scope.READ, Scope.COORDINATE))]

ProgrammeId = Annotated[Identifier, Path(description="Id of a programme.")]
CycleId = Annotated[Identifier, Path(description="Id of a cycle.")]
MentorshipId = Annotated[Identifier, Path(description="Id of a mentorship.")]


async def directory(request: Request) -> Directory:
    """The directory, as the caller's organisation finds it."""
    return Directory(runtime_of(request), known_caller(request).organisation_id)


OwnDirectory = Annotated[Directory, Depends(directory)]
"""A route's way to programmes that may be a partner's."""
