"""The receipt of an erasure: opened when it is asked for, complete when every service has told."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from mentormesh_contracts import TOPICS
from mentormesh_contracts.operations import ErasedPart, ErasureCarriedOut
from mentormesh_contracts.people import PersonErased
from services.deciding import Aggregate, Context, Deciding, Decision, need

SERVICES = tuple(sorted({topic.owner for topic in TOPICS} - {"*"}))
"""Every service that says anything: each has to tell what it erased."""


class ErasureReceipt(Aggregate):
    """That somebody is to be erased. `id` is the person's."""

    KIND: ClassVar[str] = "erasure_receipts"

    organisation_id: str
    asked_at: datetime

    def organisations(self) -> Iterable[str]:
        """The person's."""
        return (self.organisation_id,)


class ReceiptLine(Aggregate):
    """What one service has told. By service, so that an event changes one aggregate, its own."""

    KIND: ClassVar[str] = "erasure_lines"

    told: ErasedPart

    def organisations(self) -> Iterable[str]:
        """The person's."""
        return (self.told.organisation_id,)


def line_ids(person_id: str) -> tuple[str, ...]:
    """Of all the lines that a complete receipt has."""
    return tuple(f"{person_id}:{service}" for service in SERVICES)


def open_receipt(event: PersonErased, context: Context) -> Deciding:
    """Opened once."""
    known = yield from need(ErasureReceipt, event.after.id)
    if known is not None:
        return Decision()
    person = event.after
    return Decision().save(
        ErasureReceipt(id=person.id, organisation_id=person.organisation_id, asked_at=person.changed_at)
    )


def add_line(event: ErasureCarriedOut, context: Context) -> Deciding:
    """One service has told."""
    yield from need(ReceiptLine, event.after.id)
    return Decision().save(ReceiptLine(id=event.after.id, told=event.after))
