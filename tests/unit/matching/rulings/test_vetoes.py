import pytest

from mentormesh_contracts.vocabulary import Constraint, ProgrammeKind
from services.deciding import Unknown
from services.matching.domain.mentorships.request import RequestMentor, request_mentor
from services.matching.domain.rules.refused import NotEligible
from services.matching.domain.rulings.ruling import Pinned, RuledOtherwise, Ruling, RulingKind
from tests.unit.matching.given import World, mentee, mentor, programme
from tests.unit.matching.mentorships.worlds import proposes, with_cycle
from tests.unit.matching.rulings.test_pins import lifts, network, pins, rulings, vetoes


def test_a_veto_is_seen_by_nobody_else() -> None:
    ruling = vetoes(network(), "b", "mentor", by="bolt")
    assert (ruling.kind, tuple(ruling.organisations())) == (RulingKind.VETO, ("bolt",))


def test_a_vetoed_pair_is_not_proposed_by_a_cycle() -> None:
    world = with_cycle(programme(), mentee(), mentor())
    veto = vetoes(world)
    with pytest.raises(NotEligible) as refused:
        proposes(world, "mentor", "mentee")
    assert refused.value.constraint is Constraint.VETO
    lifts(world, veto)
    assert proposes(world, "mentor", "mentee").mentor == "mentor"


def test_nor_is_the_mentor_requested() -> None:
    world = World.of(programme(ProgrammeKind.INFORMAL), mentee(), mentor())
    vetoes(world)
    wish = RequestMentor(organisation_id="acme", programme_id="p", mentee_id="mentee", mentor_id="mentor")
    with pytest.raises(NotEligible) as refused:
        world.does(request_mentor(wish, world.context()))
    assert refused.value.facts == {}


def test_what_the_two_have_goes_on() -> None:
    world = with_cycle(programme(), mentee(), mentor())
    proposed = proposes(world, "mentor", "mentee")
    vetoes(world)
    assert world.get(type(proposed), proposed.id).status == "proposed"


def test_a_veto_takes_back_what_others_pinned_but_not_what_one_pinned_oneself() -> None:
    world = network()
    pins(world, "b", "mentor", by="bolt")
    assert vetoes(world, "b", "mentor", by="acme").kind is RulingKind.VETO
    assert not [state for state in world.states.values() if isinstance(state, Pinned)]
    own = pins(world)
    with pytest.raises(RuledOtherwise) as refused:
        vetoes(world)
    assert refused.value.facts == {"ruling_id": own.id}


def test_each_takes_back_their_own_veto_alone() -> None:
    world = network()
    vetoes(world, "b", "mentor", by="acme")
    both = vetoes(world, "b", "mentor", by="bolt")
    lifts(world, both, by="acme")
    assert world.get(Ruling, both.id).by == ("bolt",)
    with pytest.raises(Unknown) as refused:
        lifts(world, both, by="acme")
    assert refused.value.detail == f"there is no veto {both.id}"
    lifts(world, both, by="bolt")
    assert rulings(world) == []
