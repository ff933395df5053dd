"""Whoever may operate the services."""

from typing import Annotated

from fastapi import Depends

from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.caller import Caller, caller_with

Operator = Annotated[Caller, Depends(caller_with(Scope.OPERATE))]


def acting(operator: Caller) -> str:
    """Who is noted for the audit: the acting person if one is named, else the key."""
    return operator.actor or operator.key_id
