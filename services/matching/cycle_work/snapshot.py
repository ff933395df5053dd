"""What a cycle is computed from: read from the network once, stored beside the cycle, and read from there again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from services.chassis.internal import carry_out
from services.chassis.mongo.reading import Reader
from services.chassis.mongo.scope import NetworkScope
from services.chassis.runtime import Runtime
from services.deciding import Aggregate, Unknown
from services.matching.domain.cycles.cycle import Cycle
from services.matching.domain.cycles.packed import in_parts, models, packed
from services.matching.domain.cycles.plan_part import part_id
from services.matching.domain.cycles.receipt import (
    Content,
    Receipt,
    ReceiptPart,
    SealReceipt,
    StoreReceiptPart,
    seal_receipt,
    store_receipt_part,
)
from services.matching.domain.participants.participant import Participant
from services.matching.domain.programmes.programme import MentoringProgramme
from services.matching.domain.rules.pair import Ground
from services.matching.domain.rulings.contradictions import Rulings
from services.matching.domain.rulings.ruling import Ruling, RulingKind
from services.matching.domain.ties.places import AgreementPlaces
from services.matching.domain.ties.sharing import Ties
from services.matching.domain.ties.tie import Tie
from services.matching.store.enrolled import Enrolled, read_enrolled
from services.matching.store.ruled import rulings_of

MOST_ITEMS = 200
A = TypeVar("A", bound=Aggregate)


@dataclass(frozen=True)
class Stored:
    """A receipt with its parts, as they lie in the database."""

    receipt: Receipt
    parts: Sequence[ReceiptPart]


@dataclass(frozen=True)
class Snapshot:
    """The same, unpacked."""

    participants: Sequence[Participant]
    ground: Ground
    places: dict[str, AgreementPlaces]
    rulings: Rulings
    seed: int

    @classmethod
    def of(cls, stored: Stored) -> "Snapshot":
        """Everything in the order of ids."""
        receipt = stored.receipt
        ties = {each.id: each for each in _all(stored, Content.TIES, Tie)}
        rulings = _all(stored, Content.RULINGS, Ruling)
        return cls(
            _all(stored, Content.PARTICIPANTS, Participant),
            Ground(receipt.programme, receipt.policy, Ties(ties, receipt.read_at), receipt.monday),
            {each.id: each for each in _all(stored, Content.PLACES, AgreementPlaces)},
            Rulings(_of_kind(rulings, RulingKind.PIN), _of_kind(rulings, RulingKind.VETO)),
            receipt.seed,
        )


def _all(stored: Stored, content: Content, kind: type[A]) -> list[A]:
    found = [item for part in stored.parts if part.holds is content for item in models(kind, part.content)]
    return sorted(found, key=lambda each: each.id)


def _of_kind(rulings: Sequence[Ruling], kind: RulingKind) -> tuple[tuple[str, str], ...]:
    return tuple(ruling.pair for ruling in rulings if ruling.kind is kind)


async def snapshot_of(runtime: Runtime, cycle: Cycle) -> Stored:
    """What the cycle is to be computed from: as it was stored by an earlier attempt, or else taken now.

    Raises Unknown, CycleOver or WorkedOnByAnother.
    """
    return await stored_snapshot(runtime, cycle.id) or await _taken(runtime, cycle)


async def stored_snapshot(runtime: Runtime, cycle_id: str) -> Stored | None:
    """The receipt with its parts; None while it is not sealed."""
    read = _reader(runtime)
    receipt = await read.get(Receipt, cycle_id)
    if receipt is None:
        return None
    ids = (part_id(cycle_id, number) for number in range(receipt.state.parts))
    parts = await read.get_each(ReceiptPart, ids)
    return Stored(receipt.state, [parts[id] for id in sorted(parts)])


async def _taken(runtime: Runtime, cycle: Cycle) -> Stored:
    read = _reader(runtime)
    programme = await read.get(MentoringProgramme, cycle.public.programme_id)
    if programme is None:
        raise Unknown(MentoringProgramme.KIND, cycle.public.programme_id)
    enrolled = await read_enrolled(read, programme.state.public, cycle.policy, runtime.clock.now())
    rulings = await rulings_of(read, programme.state.id)
    parts = []
    for part in receipt_parts(cycle.id, enrolled, rulings):
        command = StoreReceiptPart(worker=runtime.owner, part=part)
        await carry_out(runtime, store_receipt_part, command, cycle.id)
        parts.append(part)
    receipt = Receipt(
        id=cycle.id,
        organisation_id=cycle.public.organisation_id,
        programme=enrolled.ground.programme,
        policy=cycle.policy,
        seed=cycle.public.seed,
        monday=enrolled.ground.monday,
        read_at=enrolled.ground.ties.now,
        people=len(enrolled.participants),
        parts=len(parts),
    )
    await carry_out(runtime, seal_receipt, SealReceipt(worker=runtime.owner, receipt=receipt), cycle.id)
    return Stored(receipt, parts)


def receipt_parts(cycle_id: str, enrolled: Enrolled, rulings: Sequence[Ruling]) -> Iterator[ReceiptPart]:
    """What was read, in parts, in the order of ids."""
    programme_id = enrolled.ground.programme.id
    contents: dict[Content, Sequence[Aggregate]] = {
        Content.PARTICIPANTS: [_in_programme(each, programme_id) for each in enrolled.participants],
        Content.TIES: list(enrolled.ground.ties.found.values()),
        Content.PLACES: [each.model_copy(update={"proposals": ()}) for each in enrolled.places.values()],
        Content.RULINGS: rulings,
    }
    number = 0
    for content, items in contents.items():
        for some, lines in in_parts(sorted(items, key=lambda each: each.id), MOST_ITEMS):
            yield ReceiptPart(
                id=part_id(cycle_id, number),
                cycle_id=cycle_id,
                number=number,
                holds=content,
                people=tuple(dict.fromkeys(person for each in some for person in _named(each))),
                content=packed(lines),
            )
            number += 1


def _in_programme(participant: Participant, programme_id: str) -> Participant:
    """Without what is of other programmes, but for the places taken there."""
    return participant.model_copy(
        update={
            "enrolments": tuple(each for each in participant.enrolments if each.programme_id == programme_id),
            "encounters": tuple(each for each in participant.encounters if each.programme_id == programme_id),
        }
    )


def _named(item: Aggregate) -> tuple[str, ...]:
    match item:
        case Participant():
            return (item.id,)
        case Ruling():
            return item.pair
    return ()


def _reader(runtime: Runtime) -> Reader:
    return runtime.reader(NetworkScope("matching cycle"))
