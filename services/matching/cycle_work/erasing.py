"""Somebody is erased: their share of every receipt and every plan is removed."""

from services.chassis.internal import carry_out
from services.chassis.mongo.scope import NetworkScope
from services.chassis.runtime import Runtime
from services.matching.domain.cycles.erase import (
    EraseFromPlan,
    EraseFromReceipt,
    erase_from_plan,
    erase_from_receipt,
)
from services.matching.domain.cycles.plan_part import PlanPart
from services.matching.domain.cycles.receipt import ReceiptPart


async def erase_from_cycles(runtime: Runtime, person_id: str) -> tuple[int, int]:
    """How many parts of receipts and of plans they were in. Repeating it does no harm."""
    read = runtime.reader(NetworkScope("erasing"))
    naming = {"people": person_id}
    receipt_parts = [each.id async for each in read.all(ReceiptPart, naming)]
    for part_id in receipt_parts:
        await carry_out(runtime, erase_from_receipt, EraseFromReceipt(part_id=part_id, person_id=person_id))
    plan_parts = [each.id async for each in read.all(PlanPart, naming)]
    for part_id in plan_parts:
        await carry_out(runtime, erase_from_plan, EraseFromPlan(part_id=part_id, person_id=person_id))
    return len(receipt_parts), len(plan_parts)
