"""What the agreements between its members' organisations ask of a mentorship: places, and approvals."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mentormesh_contracts.mentorships import AgreementPlace, Approval, Member
from mentormesh_contracts.organisations import Agreement
from mentormesh_contracts.vocabulary import Role
from services.matching.domain.ties.sharing import Ties


class Crossing(NamedTuple):
    """Someone of the receiver is taken by a mentor, or a peer, of the giver, under an agreement."""

    giver: str
    receiver: str
    agreement: Agreement


def crossings(members: Sequence[Member], ties: Ties) -> list[Crossing]:
    """One for each person who is taken by another organisation's: peers take each other."""
    return list(_crossings(members, ties))


def _crossings(members: Sequence[Member], ties: Ties) -> Iterator[Crossing]:
    for giver in (each for each in members if each.role is not Role.MENTEE):
        for receiver in (each for each in members if each.role is not Role.MENTOR and each is not giver):
            if receiver.organisation_id != giver.organisation_id:
                terms = ties.between(giver.organisation_id, receiver.organisation_id)
                assert terms is not None, "organisations without an agreement were found eligible"
                yield Crossing(giver.organisation_id, receiver.organisation_id, terms)


def places_held(found: Iterable[Crossing]) -> tuple[AgreementPlace, ...]:
    """Places of agreements, by direction."""
    counted = Counter((each.agreement.id, each.giver, each.receiver) for each in found)
    return tuple(
        AgreementPlace(agreement_id=agreement_id, giver=giver, receiver=receiver, places=places)
        for (agreement_id, giver, receiver), places in sorted(counted.items())
    )


def approvals_asked(found: Iterable[Crossing]) -> tuple[Approval, ...]:
    """From the coordinators of both, where an agreement asks for dual approval."""
    both = {side for each in found if each.agreement.dual_approval for side in (each.giver, each.receiver)}
    return tuple(Approval(organisation_id=organisation_id) for organisation_id in sorted(both))


def one_place_less(held: Iterable[AgreementPlace], receiver: str) -> tuple[AgreementPlace, ...]:
    """After someone of the receiver went."""
    fewer = (
        place.model_copy(update={"places": place.places - 1}) if place.receiver == receiver else place for place in held
    )
    return tuple(place for place in fewer if place.places)
