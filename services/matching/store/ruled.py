"""Pins and vetoes of a programme, whoever says them: for cycles and recommendations."""

from services.chassis.mongo.reading import Reader
from services.matching.domain.rulings.ruling import Ruling, RulingKind


async def rulings_of(read: Reader, programme_id: str) -> list[Ruling]:
    """As far as the reader's scope goes: a cycle's is the network."""
    return [each async for each in read.all(Ruling, {"programme_id": programme_id})]


async def vetoed_for(read: Reader, programme_id: str, person_id: str) -> frozenset[str]:
    """With whom the person must not be matched."""
    vetoes = {"programme_id": programme_id, "people": person_id, "kind": RulingKind.VETO.value}
    pairs = [each.pair async for each in read.all(Ruling, vetoes)]
    return frozenset(other for pair in pairs for other in pair if other != person_id)
