"""Receipts of erasures."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from fastapi import APIRouter
from pydantic import BaseModel, Field

from mentormesh_contracts.fact import Instant
from mentormesh_contracts.operations import ErasedPart
from services.chassis.http.listing import cursor_at, place_of
from services.chassis.http.pages import Page, PageQuery
from services.chassis.http.problems import responses
from services.chassis.mongo.reading import Reader
from services.deciding import Unknown
from services.partners.api.callers import ErasedId, ErasureReader
from services.partners.api.reach import Reach
from services.partners.domain.erasures.receipt import SERVICES, ErasureReceipt, ReceiptLine, line_ids

router = APIRouter(prefix="/erasures")


class ErasureState(StrEnum):
    """How far an erasure is."""

    UNDER_WAY = "under_way"
    COMPLETE = "complete"


class ServiceErased(BaseModel):
    """What one service has erased."""

    service: str
    carried_out_at: Instant
    erased: dict[str, int] = Field(description="How many of what were erased, or lost the person's share.")


class ErasureView(BaseModel):
    """The receipt of one person's erasure."""

    person_id: str
    organisation_id: str
    asked_at: Instant
    state: ErasureState
    completed_at: Instant | None = Field(description="When the last service had erased them; absent: not all have.")
    services: list[ServiceErased]
    waiting_for: list[str] = Field(description="Services that have not told yet.")

    @classmethod
    def of(cls, receipt: ErasureReceipt, lines: Mapping[str, ReceiptLine]) -> Self:
        """The receipt with its lines, by id."""
        told: list[ErasedPart] = [lines[id].told for id in line_ids(receipt.id) if id in lines]
        missing = sorted(set(SERVICES) - {each.service for each in told})
        return cls(
            person_id=receipt.id,
            organisation_id=receipt.organisation_id,
            asked_at=receipt.asked_at,
            state=ErasureState.UNDER_WAY if missing else ErasureState.COMPLETE,
            completed_at=None if missing else max(each.carried_out_at for each in told),
            services=[ServiceErased(**each.model_dump(include=set(ServiceErased.model_fields))) for each in told],
            waiting_for=missing,
        )


@router.get("")
async def list_erasures(caller: ErasureReader, read: Reach, page: PageQuery) -> Page[ErasureView]:
    """Erasures of one's own people, in the order in which they were asked for. For operators: all."""
    found = await read.page(ErasureReceipt, limit=page.limit, after=place_of(page), updated_since=page.updated_since)
    receipts = [stored.state for stored in found.items]
    lines = await _lines(read, *receipts)
    return Page(items=[ErasureView.of(receipt, lines) for receipt in receipts], next=cursor_at(found.next))


@router.get("/{person_id}", responses=responses(Unknown))
async def show_erasure(person_id: ErasedId, caller: ErasureReader, read: Reach) -> ErasureView:
    """What each service has erased of the person, and which have not told yet."""
    stored = await read.get(ErasureReceipt, person_id)
    if stored is None:
        raise Unknown(ErasureReceipt.KIND, person_id)
    return ErasureView.of(stored.state, await _lines(read, stored.state))


async def _lines(read: Reader, *receipts: ErasureReceipt) -> Mapping[str, ReceiptLine]:
    return await read.get_each(ReceiptLine, (id for receipt in receipts for id in line_ids(receipt.id)))
