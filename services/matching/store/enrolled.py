"""Everyone who takes part in a programme, and what joins their organisations: for cycles and recommendations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mentormesh_contracts.programmes import Policy, Programme
from services.chassis.mongo.reading import Reader
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.hours import monday_of
from services.matching.domain.rules.pair import Ground
from services.matching.domain.ties.places import AgreementPlaces, places_id
from services.matching.domain.ties.sharing import Ties
from services.matching.domain.ties.tie import Tie


@dataclass(frozen=True)
class Enrolled:
    """The people of a programme, the ground on which they are matched, and the places between organisations."""

    participants: list[Participant]
    ground: Ground
    places: dict[str, AgreementPlaces]


async def read_enrolled(read: Reader, programme: Programme, policy: Policy, now: datetime) -> Enrolled:
    """As far as the reader's scope goes: a cycle's is the network."""
    participants = [each async for each in read.all(Participant, {"programmes": programme.id})]
    organisations = {each.organisation_id for each in participants} | {programme.organisation_id}
    ties = await ties_among(read, organisations, now)
    return Enrolled(
        participants,
        Ground(programme, policy, ties, monday_of(now)),
        await _places_of(read, ties),
    )


async def ties_among(read: Reader, organisations: Iterable[str], now: datetime) -> Ties:
    """Between any two of these: asked for by organisation, since there are many more pairs than ties."""
    found = [tie async for tie in read.among(Tie, organisations)]
    return Ties({tie.id: tie for tie in sorted(found, key=lambda each: each.id)}, now)


async def _places_of(read: Reader, ties: Ties) -> dict[str, AgreementPlaces]:
    in_force = [(tie, terms) for tie in ties.found.values() if (terms := tie.terms(ties.now))]
    ids = [places_id(terms.id, giver) for tie, terms in in_force for giver in tie.between]
    return await read.get_each(AgreementPlaces, ids)
