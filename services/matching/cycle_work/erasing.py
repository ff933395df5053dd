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


async def erase_from_cycles(runtime: Runtime, person_id: str) -> None:
    """Repeating it does no harm."""
    read = runtime.reader(NetworkScope("erasure"))
    naming = {"people": person_id}
    for receipt_part in [each.id async for each in read.all(ReceiptPart, naming)]:
        await carry_out(runtime, erase_from_receipt, EraseFromReceipt(part_id=receipt_part, person_id=person_id))
    for plan_part in [each.id async for each in read.all(PlanPart, naming)]:
        await carry_out(runtime, erase_from_plan, EraseFromPlan(part_id=plan_part, person_id=person_id))
