"""The receipt of a cycle: a snapshot of its inputs by pseudonymous id, and the hash of its result.

It lies beside the cycle in parts that are compressed. A part names the people in it, so that one person's share can be
found and removed; what is left cannot give the same result any more, and the receipt says how many are missing.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum

from mentormesh_contracts.fact import Count
from mentormesh_contracts.programmes import EngineVersion, Policy, Programme, ResultHash
from services.deciding import Aggregate, Command, Context, Deciding, Decision, Indexed, need
from services.matching.domain.cycles.cycle import cycle_at_work


class Receipt(Aggregate):
    """What a cycle was computed from; its id is the cycle's."""

    KIND = "receipts"

    organisation_id: str
    programme: Programme
    policy: Policy
    seed: Count
    monday: date
    """Of the week whose hours counted."""
    read_at: datetime
    """When the facts were as they are in here."""
    people: Count
    parts: Count
    engine_version: EngineVersion | None = None
    """None until the engine has a result."""
    result_hash: ResultHash | None = None
    erased: Count = 0
    """People whose share was removed since."""

    def organisations(self) -> Iterable[str]:
        """The programme's; the parts are for nobody's eyes."""
        return (self.organisation_id,)

    def indexed(self) -> Mapping[str, Indexed]:
        """Found by programme."""
        return {"programme_id": self.programme.id}


class Content(StrEnum):
    """What a part of a receipt holds."""

    PARTICIPANTS = "participants"
    TIES = "ties"
    PLACES = "places"
    RULINGS = "rulings"


class ReceiptPart(Aggregate):
    """Some of the facts. No organisation sees it: it is for replays alone."""

    KIND = "receipt_parts"

    cycle_id: str
    number: Count
    holds: Content
    people: tuple[str, ...] = ()
    content: str

    def indexed(self) -> Mapping[str, Indexed]:
        """Found by cycle and by person."""
        return {"cycle_id": self.cycle_id, "people": self.people}


class StoreReceiptPart(Command):
    """A worker writes down some of what it is going to compute from."""

    worker: str
    part: ReceiptPart


class SealReceipt(Command):
    """Every part is written."""

    worker: str
    receipt: Receipt


def store_receipt_part(command: StoreReceiptPart, context: Context) -> Deciding:
    """It is there; written again, it replaces the earlier one. Raises CycleOver or WorkedOnByAnother."""
    cycle = yield from cycle_at_work(command.part.cycle_id, command.worker)
    yield from need(ReceiptPart, command.part.id)
    return Decision().save(cycle.in_hands_of(command.worker, context.now)).save(command.part)


def seal_receipt(command: SealReceipt, context: Context) -> Deciding:
    """The receipt: from now on the cycle is computed from it, by whichever worker. Raises as the parts do."""
    cycle = yield from cycle_at_work(command.receipt.id, command.worker)
    known = yield from need(Receipt, command.receipt.id)
    if known is not None:
        return Decision().tell(known)
    return Decision().save(cycle.in_hands_of(command.worker, context.now)).save(command.receipt).tell(command.receipt)
