"""How far a caller reads: an organisation its own, an operator the whole network."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.acting import runtime_of
from services.chassis.http.caller import known_caller
from services.chassis.mongo.reading import Reader
from services.chassis.mongo.scope import NetworkScope, OrganisationScope


async def reach(request: Request) -> Reader:
    """A reader for what the caller may find."""
    caller = known_caller(request)
    if caller.may(Scope.OPERATE):
        return runtime_of(request).reader(NetworkScope("operators look after every organisation and its keys"))
    return runtime_of(request).reader(OrganisationScope(caller.organisation_id))


Reach = Annotated[Reader, Depends(reach)]
"""A route's way to read where operators see all."""
