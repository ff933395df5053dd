"""Rosters in bulk."""

import asyncio
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.chassis.http.acting import CurrentRuntime
from services.chassis.http.problems import responses
from services.chassis.internal import carry_out
from services.profile.api.callers import RosterKeeper
from services.profile.api.upload import (
    BODY,
    MappingRefused,
    RosterFormUnknown,
    RosterRefused,
    lines_of,
    receive,
)
from services.profile.domain.imports.report import ImportReport
from services.profile.importing import read_only, take_in

router = APIRouter(prefix="/people/imports")


@router.post("", openapi_extra=BODY, responses=responses(RosterRefused, MappingRefused, RosterFormUnknown))
async def import_people(
    request: Request,
    caller: RosterKeeper,
    runtime: CurrentRuntime,
    dry_run: Annotated[bool, Query(description="Only read the file and say what is wrong with it.")] = False,
) -> ImportReport:
    """Let the organisation's people be as the roster says: new ones are registered, known ones changed.

    Good lines are kept, bad ones are reported. Lines may name each other in any order. Whoever is not in the file
    stays as they are. The same file again changes nothing, so that no Idempotency-Key is needed.
    """
    lines = await asyncio.to_thread(lines_of, await receive(request))
    if dry_run:
        return await asyncio.to_thread(read_only, lines)

    return await take_in(lines, caller.organisation_id, partial(carry_out, runtime))
