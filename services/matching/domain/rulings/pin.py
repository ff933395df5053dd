"""A pair must be matched in the programme's next cycle."""

from mentormesh_contracts.vocabulary import Constraint, ProgrammeKind
from services.deciding import Context, Deciding, Decision, Needing, consult_each, need, need_each
from services.matching.domain.cycles.start import NotMatchedInCycles
from services.matching.domain.participants.participant import MatchedAlready, PlacesTaken
from services.matching.domain.programmes.programme import MentoringProgramme
from services.matching.domain.programmes.visible import visible_programme
from services.matching.domain.rules.hours import monday_of
from services.matching.domain.rules.pair import Ground, objection
from services.matching.domain.rules.refused import NotEligible
from services.matching.domain.rulings.ruling import (
    Pinned,
    PinnedElsewhere,
    PinsAreForPairs,
    PinsExceedPlaces,
    RuledOtherwise,
    Ruling,
    RulingKind,
    pinned_id,
    ruling_id,
)
from services.matching.domain.rulings.sight import Rule, Seen, pair_in_sight
from services.matching.domain.ties.places import AgreementPlaces, QuotaUsedUp, places_id


class Pin(Rule):
    """The two must be matched."""


def pin(command: Pin, context: Context) -> Deciding:
    """The pin, until the two are proposed to each other or it is lifted.

    Raises Unknown, ProgrammeOver, NotMatchedInCycles, PinsAreForPairs, NotEligible, MatchedAlready, PlacesTaken,
    QuotaUsedUp, RuledOtherwise, PinnedElsewhere or PinsExceedPlaces.
    """
    programme = yield from visible_programme(command.organisation_id, command.programme_id, context.now)
    programme.insist_open()
    seen = yield from pair_in_sight(programme, command, context.now)
    _insist_pairs(programme.public.kind)
    known = yield from need(Ruling, ruling_id(programme.id, command.person_id, command.other_id))
    if known is not None and known.kind is RulingKind.VETO:
        raise _vetoed(known, command.organisation_id)
    yield from _insist_possible(programme, seen, context)
    if known is not None:
        also = known.also_by(command.organisation_id)
        return Decision().save(also).tell(also)
    ruling = _ruling(programme, command, context)
    decision = Decision().save(ruling).tell(ruling)
    yield from _claim(decision, programme, seen)
    return decision


def _insist_pairs(kind: ProgrammeKind) -> None:
    if kind is ProgrammeKind.INFORMAL:
        raise NotMatchedInCycles("an informal programme has no cycles")
    if kind is ProgrammeKind.GROUP:
        raise PinsAreForPairs("the members of a group are chosen together: nobody is pinned to one")


def _vetoed(ruling: Ruling, organisation_id: str) -> RuledOtherwise | NotEligible:
    # Another organisation's veto is its secret.
    if organisation_id in ruling.by:
        return RuledOtherwise("one's own organisation has vetoed this pair; lift the veto first", ruling_id=ruling.id)
    return NotEligible(Constraint.VETO)


def _insist_possible(programme: MentoringProgramme, seen: Seen, context: Context) -> Needing[None]:
    public, (pair, roles, ties) = programme.public, seen
    ground = Ground(public, public.policy, ties, monday_of(context.now))
    if constraint := objection(pair, roles, ground):
        raise NotEligible(constraint)
    for person, role in ((pair.seeker, roles.seeker), *(((pair.other, roles.other),) if roles.are_peers else ())):
        enrolment = person.enrolment(programme.id, role)
        if enrolment is not None and enrolment.mentorship_id is not None:
            raise MatchedAlready("the person has a live mentorship in this programme")
    if not roles.are_peers and not pair.other.places_left:
        raise PlacesTaken("the mentor has no place left", places_offered=pair.other.person.places_offered)
    yield from _insist_in_quota(seen)


def _insist_in_quota(seen: Seen) -> Needing[None]:
    one, other = seen.pair.seeker.organisation_id, seen.pair.other.organisation_id
    terms = seen.ties.between(one, other) if one != other else None
    if terms is None:
        return
    givers = (one, other) if seen.roles.are_peers else (other,)
    found = yield from consult_each(AgreementPlaces, (places_id(terms.id, giver) for giver in givers))
    for places in found.values():
        if places.left == 0:
            raise QuotaUsedUp("the agreement has no place left", places_left=0)


def _ruling(programme: MentoringProgramme, command: Pin, context: Context) -> Ruling:
    return Ruling(
        id=ruling_id(programme.id, command.person_id, command.other_id),
        programme_id=programme.id,
        programme_organisation_id=programme.public.organisation_id,
        kind=RulingKind.PIN,
        person_id=command.person_id,
        other_id=command.other_id,
        by=(command.organisation_id,),
        ruled_at=context.now,
    )


def _claim(decision: Decision, programme: MentoringProgramme, seen: Seen) -> Needing[None]:
    seeker, other = seen.pair.seeker, seen.pair.other
    ids = {person.id: pinned_id(programme.id, person.id) for person in (seeker, other)}
    known = yield from need_each(Pinned, ids.values())
    pinned = {id: known.get(key, Pinned(id=key)) for id, key in ids.items()}
    if pinned[seeker.id].to or (seen.roles.are_peers and pinned[other.id].to):
        raise PinnedElsewhere("the person is pinned to somebody else in this programme")
    if not seen.roles.are_peers and len(pinned[other.id].to) >= other.places_left:
        raise PinsExceedPlaces("more are pinned to the mentor than places are left", places_left=other.places_left)
    decision.save(pinned[seeker.id].with_one(other.id)).save(pinned[other.id].with_one(seeker.id))
