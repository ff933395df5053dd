"""One person's share of what cycles keep is removed: of a receipt, and of a plan."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from mentormesh_contracts.fact import Identifier
from services.deciding import Command, Context, Deciding, Decision, require
from services.matching.domain.cycles.packed import packed, unpacked
from services.matching.domain.cycles.plan_part import PlanPart
from services.matching.domain.cycles.receipt import Content, Receipt, ReceiptPart
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rulings.ruling import Ruling


class EraseFromReceipt(Command):
    """Somebody was erased who is named in a part of a receipt."""

    part_id: Identifier
    person_id: Identifier


class EraseFromPlan(Command):
    """Somebody was erased who is in proposals of a part of a plan."""

    part_id: Identifier
    person_id: Identifier


def erase_from_receipt(command: EraseFromReceipt, context: Context) -> Deciding:
    """The part without them, and a receipt that says so; nothing, if they are not in it any more. Raises Unknown."""
    part = yield from require(ReceiptPart, command.part_id)
    if command.person_id not in part.people:
        return Decision()
    receipt = yield from require(Receipt, part.cycle_id)
    without = part.model_copy(
        update={
            "people": tuple(each for each in part.people if each != command.person_id),
            "content": packed(line for line in unpacked(part.content) if not _is_about(line, part, command.person_id)),
        }
    )
    decision = Decision().save(without)
    if part.holds is not Content.PARTICIPANTS:
        return decision
    return decision.save(receipt.model_copy(update={"erased": receipt.erased + 1}))


def erase_from_plan(command: EraseFromPlan, context: Context) -> Deciding:
    """The part without the proposals that they were in; nothing, if there are none any more. Raises Unknown."""
    part = yield from require(PlanPart, command.part_id)
    if command.person_id not in part.people:
        return Decision()
    left = [each for each in part.proposals() if command.person_id not in each.people]
    without = part.model_copy(
        update={
            "people": tuple(dict.fromkeys(person for each in left for person in each.people)),
            "content": packed(each.model_dump_json() for each in left),
        }
    )
    return Decision().save(without)


_KINDS: Mapping[Content, TypeAdapter[Any]] = {
    Content.PARTICIPANTS: TypeAdapter(Participant),
    Content.RULINGS: TypeAdapter(Ruling),
}


def _is_about(line: str, part: ReceiptPart, person_id: str) -> bool:
    match _KINDS[part.holds].validate_json(line):
        case Participant(id=id):
            return id == person_id
        case Ruling(pair=pair):
            return person_id in pair
    raise AssertionError("only participants and rulings name people")
