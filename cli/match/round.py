"""One match: mentees with mentors, or peers with each other."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from time import perf_counter

from pydantic import ValidationError

from cli.errors import Failure
from cli.match.ids import Ids
from cli.match.network import ground_for, noon_of, participant_of
from cli.match.outcome import Absent, Chance, Pair, Round, Someone
from cli.match.sheet import Fault, Row
from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import ProgrammeKind, Role
from services.matching.cohort.plan import Plan, plan
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.pair import Ground


def enrol(people: Mapping[str, Mapping[Role, Row]], ids: Ids, week: date) -> tuple[dict[str, Participant], list[Fault]]:
    """Participants by external id, and whose two rows cannot be joined."""
    enrolled, faults = {}, []
    for external_id, rows in people.items():
        try:
            enrolled[external_id] = participant_of(external_id, rows, ids, noon_of(week))
        except ValidationError as error:
            field, message = str(error.errors()[0]["loc"][0]), error.errors()[0]["msg"]
            faults.append(list(rows.values())[-1].fault(field, f"{message}, together with the other file"))
    return enrolled, faults


def match_people(
    kind: ProgrammeKind,
    people: Mapping[str, Mapping[Role, Row]],
    enrolled: Mapping[str, Participant],
    policy: Policy,
    ids: Ids,
    chance: Chance,
    tell: Callable[[str], None],
) -> Round:
    """Run the engine; `tell` hears of its phases. Raises Failure if it refuses what it is given."""
    started = perf_counter()
    ground = ground_for(kind, policy, (each.organisation_id for each in enrolled.values()), chance.week)
    found = _planned(list(enrolled.values()), ground, chance.seed, tell)
    someone = {enrolled[id].id: _someone(id, people[id], enrolled[id]) for id in enrolled}
    seeking = Role.PEER if kind is ProgrammeKind.PEER else Role.MENTEE
    return Round(
        kind=kind,
        seekers=[someone[each.id] for id, each in enrolled.items() if seeking in people[id]],
        mentors=[someone[each.id] for id, each in enrolled.items() if Role.MENTOR in people[id]],
        pairs=_pairs(found, someone),
        left_out=_left_out(found, someone),
        audit=found.audit,
        seconds=perf_counter() - started,
    )


def _planned(participants: Sequence[Participant], ground: Ground, seed: int, tell: Callable[[str], None]) -> Plan:
    try:
        return plan(participants, ground, {}, seed=seed, tell=tell)
    except ValueError as error:
        if type(error).__module__.startswith("services."):
            raise Failure(str(error)) from None
        raise


def _someone(id: str, rows: Mapping[Role, Row], participant: Participant) -> Someone:
    row = next(iter(rows.values()))
    name = next((each.name for each in rows.values() if each.name), "")
    return Someone(id, name, row.organisation, participant.person.places_offered if Role.MENTOR in rows else 0)


def _pairs(found: Plan, someone: Mapping[str, Someone]) -> list[Pair]:
    order = {id: at for at, id in enumerate(someone)}
    pairs: dict[str, Pair] = {}
    for proposal in found.proposals:
        seekers = sorted(proposal.seekers, key=order.__getitem__)
        other = proposal.mentor_id or seekers.pop()
        pairs |= {seeker: Pair(someone[seeker], someone[other], proposal.explanation) for seeker in seekers}
    return [pairs[id] for id in order if id in pairs]


def _left_out(found: Plan, someone: Mapping[str, Someone]) -> list[Absent]:
    order = {id: at for at, id in enumerate(someone)}
    reasons = sorted(found.left_out, key=lambda reason: order[reason.person_id])
    return [Absent(someone[reason.person_id], reason) for reason in reasons]
