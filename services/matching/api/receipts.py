"""Receipts of cycles, and replays from them: for the programme's own organisation, and for operators."""

from typing import Annotated, Self

from fastapi import APIRouter, Depends, Path, Response
from pydantic import BaseModel, Field
from starlette.requests import Request

from mentormesh_contracts.fact import Identifier, Instant
from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import Scope
from services.chassis.http.acting import Act, runtime_of
from services.chassis.http.caller import Caller, caller_with, known_caller
from services.chassis.http.conditional import etag
from services.chassis.http.problems import responses
from services.chassis.mongo.reading import Reader
from services.chassis.mongo.scope import NetworkScope, OrganisationScope
from services.deciding import Unknown
from services.matching.api.callers import CycleId, ProgrammeId
from services.matching.api.cycle_view import CycleView
from services.matching.domain.cycles.cycle import Cycle
from services.matching.domain.cycles.receipt import Receipt
from services.matching.domain.cycles.replay import (
    AskForReplay,
    NothingToReplay,
    Replay,
    ReplayOutcome,
    ask_for_replay,
)

router = APIRouter(prefix="/programmes/{programme_id}/cycles/{cycle_id}")
found_by_id = APIRouter(prefix="/cycles")
ReplayId = Annotated[Identifier, Path(description="Id of a replay.")]
Asker = Annotated[Caller, Depends(caller_with(Scope.COORDINATE, Scope.OPERATE))]
Inspector = Annotated[Caller, Depends(caller_with(Scope.READ, Scope.COORDINATE, Scope.OPERATE))]


async def inspecting(request: Request) -> Reader:
    """Reads what is of one's own programmes; for an operator, of all."""
    caller = known_caller(request)
    own = OrganisationScope(caller.organisation_id)
    scope = NetworkScope("receipts, for operators") if caller.may(Scope.OPERATE) else own
    return runtime_of(request).reader(scope)


Inspecting = Annotated[Reader, Depends(inspecting)]


class ReceiptView(BaseModel):
    """From what a cycle was computed. The facts themselves, about people, are for replays alone."""

    cycle_id: str
    programme_id: str
    policy: Policy = Field(description="In the version that the cycle ran.")
    seed: int
    engine_version: str | None = Field(description="Absent until the cycle has a result.")
    result_hash: str | None = Field(
        description="SHA-256 over the sorted list of who is with whom, with their scores; absent until there is one."
    )
    read_at: Instant = Field(description="When the facts were as they are in the receipt.")
    people: int = Field(description="People whose facts are in it.")
    parts: int = Field(description="Documents that hold it.")
    erased: int = Field(description="People whose share was removed since: with one of them there is no replay.")

    @classmethod
    def of(cls, receipt: Receipt) -> Self:
        """Without the parts."""
        same = {name: getattr(receipt, name) for name in cls.model_fields if name in Receipt.model_fields}
        return cls(cycle_id=receipt.id, programme_id=receipt.programme.id, **same)


class ReplayView(BaseModel):
    """A cycle computed again."""

    id: str
    cycle_id: str
    programme_id: str
    outcome: ReplayOutcome
    detail: str = Field(description="The outcome in words.")
    asked_at: Instant
    ended_at: Instant | None
    expected_hash: str
    result_hash: str | None = Field(description="Of the result that was computed again.")
    expected_version: str = Field(description="Of the engine that ran the cycle.")
    engine_version: str | None = Field(description="Of the engine that computed it again.")
    erased: int = Field(description="People whose share of the receipt was removed.")

    @classmethod
    def of(cls, replay: Replay) -> Self:
        """In full."""
        return cls(**{name: getattr(replay, name) for name in cls.model_fields})


@router.get("/receipt", responses=responses(Unknown))
async def show_receipt(
    programme_id: ProgrammeId, cycle_id: CycleId, caller: Inspector, read: Inspecting, response: Response
) -> ReceiptView:
    """What the cycle was computed from, and the hash of its result."""
    stored = await read.get(Receipt, cycle_id)
    if stored is None or stored.state.programme.id != programme_id:
        raise Unknown(Receipt.KIND, cycle_id)
    response.headers["ETag"] = etag(stored.revision)
    return ReceiptView.of(stored.state)


@router.post("/replay", status_code=202, response_model=ReplayView, responses=responses(Unknown, NothingToReplay))
async def replay_cycle(programme_id: ProgrammeId, cycle_id: CycleId, caller: Asker, act: Act) -> Response:
    """Compute the cycle again from its receipt. The answer is the running replay: watch it at its Location.

    It changes nothing. It says whether the result is the same, byte for byte.
    """
    asker = None if caller.may(Scope.OPERATE) else caller.organisation_id
    command = AskForReplay(organisation_id=asker, programme_id=programme_id, cycle_id=cycle_id)
    return await act(
        ask_for_replay,
        command,
        view=ReplayView.of,
        status=202,
        location=lambda replay: f"/v1/programmes/{programme_id}/cycles/{cycle_id}/replays/{replay.id}",
    )


@router.get("/replays/{replay_id}", responses=responses(Unknown))
async def show_replay(
    programme_id: ProgrammeId,
    cycle_id: CycleId,
    replay_id: ReplayId,
    caller: Inspector,
    read: Inspecting,
    response: Response,
) -> ReplayView:
    """One of them."""
    stored = await read.get(Replay, replay_id)
    if stored is None or (stored.state.programme_id, stored.state.cycle_id) != (programme_id, cycle_id):
        raise Unknown(Replay.KIND, replay_id)
    response.headers["ETag"] = etag(stored.revision)
    return ReplayView.of(stored.state)


@found_by_id.get("/{cycle_id}", responses=responses(Unknown))
async def find_cycle(cycle_id: CycleId, caller: Inspector, read: Inspecting, response: Response) -> CycleView:
    """A cycle of one's own programmes by its id alone; for an operator, of all."""
    stored = await read.get(Cycle, cycle_id)
    if stored is None:
        raise Unknown(Cycle.KIND, cycle_id)
    response.headers["ETag"] = etag(stored.revision)
    return CycleView.of(stored.state, stored.state.public.organisation_id)
