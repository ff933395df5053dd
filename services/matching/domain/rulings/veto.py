"""A pair must not be matched in the programme: not by a cycle, a request or a declaration."""

from services.deciding import Context, Deciding, Decision, need
from services.matching.domain.programmes.visible import visible_programme
from services.matching.domain.rulings.lift import unpinned
from services.matching.domain.rulings.ruling import RuledOtherwise, Ruling, RulingKind, ruling_id
from services.matching.domain.rulings.sight import Rule, pair_in_sight


class Veto(Rule):
    """The two must not be matched."""


def veto(command: Veto, context: Context) -> Deciding:
    """The veto, until it is lifted. It takes back what other organisations have pinned: whoever says no decides.

    What the two have already goes on. Raises Unknown, ProgrammeOver or RuledOtherwise.
    """
    programme = yield from visible_programme(command.organisation_id, command.programme_id, context.now)
    programme.insist_open()
    yield from pair_in_sight(programme, command, context.now)
    id = ruling_id(programme.id, command.person_id, command.other_id)
    known = yield from need(Ruling, id)
    if known is not None and known.kind is RulingKind.VETO:
        also = known.also_by(command.organisation_id)
        return Decision().save(also).tell(also)
    if known is not None and command.organisation_id in known.by:
        raise RuledOtherwise("one's own organisation has pinned this pair; lift the pin first", ruling_id=id)
    ruling = Ruling(
        id=id,
        programme_id=programme.id,
        programme_organisation_id=programme.public.organisation_id,
        kind=RulingKind.VETO,
        person_id=command.person_id,
        other_id=command.other_id,
        by=(command.organisation_id,),
        ruled_at=context.now,
    )
    decision = Decision().save(ruling).tell(ruling)
    if known is not None:
        yield from unpinned(decision, known)
    return decision
