"""A pin or a veto is taken back, or has done its work."""

from collections.abc import Iterable
from functools import reduce

from mentormesh_contracts.fact import Identifier
from services.deciding import Command, Context, Deciding, Decision, Needing, Unknown, need, need_each
from services.matching.domain.rulings.ruling import Pinned, Ruling, RulingKind, pinned_id


class Lift(Command):
    """An organisation takes back what it said of a pair."""

    organisation_id: Identifier
    programme_id: Identifier
    ruling_id: Identifier
    kind: RulingKind


def lift(command: Lift, context: Context) -> Deciding:
    """The others' word stands; a programme's organisation takes a pin back for all. Raises Unknown."""
    ruling = yield from need(Ruling, command.ruling_id)
    if ruling is None or not _meant(ruling, command):
        raise Unknown(f"{command.kind}s", command.ruling_id)
    left = ruling.no_longer_by(command.organisation_id)
    if left.by:
        return Decision().save(left)
    decision = Decision().remove(ruling)
    if ruling.kind is RulingKind.PIN:
        yield from unpinned(decision, ruling)
    return decision


def _meant(ruling: Ruling, command: Lift) -> bool:
    same = (ruling.programme_id, ruling.kind) == (command.programme_id, command.kind)
    return same and command.organisation_id in ruling.organisations()


def unpinned(decision: Decision, *pins: Ruling) -> Needing[None]:
    """Nobody is pinned by these any more."""
    gone = [(pinned_id(pin.programme_id, one), other) for pin in pins for one, other in (pin.pair, pin.pair[::-1])]
    for id, pinned in (yield from need_each(Pinned, (id for id, _ in gone))).items():
        fewer = reduce(Pinned.without, (other for person, other in gone if person == id), pinned)
        if fewer.to:
            decision.save(fewer)
        else:
            decision.remove(pinned)


def fulfilled(decision: Decision, rulings: Iterable[Ruling]) -> Needing[None]:
    """The people are proposed to each other: the pins have done their work."""
    pins = [ruling for ruling in rulings if ruling.kind is RulingKind.PIN]
    for pin in pins:
        decision.remove(pin)
    yield from unpinned(decision, *pins)
