from typing import Any

import pytest

from mentormesh_contracts.organisations import Share
from mentormesh_contracts.vocabulary import Constraint, ProgrammeKind, Role
from services.deciding import Refusal, Unknown
from services.matching.domain.cycles.start import NotMatchedInCycles
from services.matching.domain.participants.participant import MatchedAlready, PlacesTaken
from services.matching.domain.rules.refused import NotEligible
from services.matching.domain.rulings.lift import Lift, lift
from services.matching.domain.rulings.pin import Pin, pin
from services.matching.domain.rulings.ruling import (
    Pinned,
    PinnedElsewhere,
    PinsAreForPairs,
    PinsExceedPlaces,
    RuledOtherwise,
    Ruling,
    RulingKind,
    pinned_id,
)
from services.matching.domain.rulings.veto import Veto, veto
from services.matching.domain.ties.places import AgreementPlaces, QuotaUsedUp
from tests.unit.matching.given import World, agreement, joined, mentee, mentor, peer, programme
from tests.unit.matching.mentorships.worlds import proposes, with_cycle


def pins(world: World, person_id: str = "mentee", other_id: str = "mentor", by: str = "acme") -> Ruling:
    command = Pin(organisation_id=by, programme_id="p", person_id=person_id, other_id=other_id)
    ruling = world.does(pin(command, world.context())).answer
    assert isinstance(ruling, Ruling)
    return ruling


def vetoes(world: World, person_id: str = "mentee", other_id: str = "mentor", by: str = "acme") -> Ruling:
    command = Veto(organisation_id=by, programme_id="p", person_id=person_id, other_id=other_id)
    ruling = world.does(veto(command, world.context())).answer
    assert isinstance(ruling, Ruling)
    return ruling


def lifts(world: World, ruling: Ruling, by: str = "acme") -> None:
    command = Lift(organisation_id=by, programme_id="p", ruling_id=ruling.id, kind=ruling.kind)
    world.does(lift(command, world.context()))


def rulings(world: World) -> list[Ruling]:
    return [state for state in world.states.values() if isinstance(state, Ruling)]


def network(**terms: Any) -> World:
    """acme's programme, shared with bolt, which has people of its own in it; core has nothing to do with it."""
    return World.of(
        programme(),
        mentor(),
        mentee(),
        mentor("theirs", "bolt"),
        mentee("b", "bolt"),
        mentee("c", "core"),
        joined(agreement(**terms)),
    )


def test_a_pin_is_seen_by_whoever_said_it_and_by_the_programmes_organisation() -> None:
    world = network()
    ruling = pins(world, "b", "mentor", by="bolt")
    assert (ruling.kind, ruling.pair, ruling.by) == (RulingKind.PIN, ("b", "mentor"), ("bolt",))
    assert set(ruling.organisations()) == {"acme", "bolt"}
    assert world.get(Pinned, pinned_id("p", "mentor")).to == ("b",)


def test_a_pin_that_two_say_stands_until_both_take_it_back() -> None:
    world = network()
    assert pins(world, "b", by="acme").id == pins(world, "b", by="bolt").id
    (ruling,) = rulings(world)
    lifts(world, ruling, by="bolt")
    assert world.get(Ruling, ruling.id).by == ("acme",)
    lifts(world, ruling, by="acme")
    assert rulings(world) == []
    assert not [state for state in world.states.values() if isinstance(state, Pinned)]


def test_the_programmes_organisation_takes_a_pin_back_for_all() -> None:
    world = network()
    lifts(world, pins(world, "b", by="bolt"), by="acme")
    assert rulings(world) == []


def test_a_pin_of_others_is_not_lifted_nor_known_to_exist() -> None:
    world = network()
    ruling = pins(world)
    with pytest.raises(Unknown) as refused:
        lifts(world, ruling, by="bolt")
    assert refused.value.detail == f"there is no pin {ruling.id}"


@pytest.mark.parametrize(
    ("person_id", "other_id", "by", "field"),
    [
        ("nobody", "mentor", "acme", "person_id"),
        ("mentee", "nobody", "acme", "other_id"),
        ("c", "mentor", "acme", "person_id"),
        ("mentee", "mentor", "bolt", "person_id"),
        ("mentor", "mentee", "acme", None),
    ],
)
def test_only_of_those_whom_one_may_see_as_candidates_is_anything_said(
    person_id: str, other_id: str, by: str, field: str | None
) -> None:
    world = network()
    for act in (pins, vetoes):
        if field is None and act is vetoes:
            continue
        with pytest.raises(Refusal) as refused:
            act(world, person_id, other_id, by)
        assert refused.value.field == field
        assert isinstance(refused.value, Unknown if field else NotEligible)
    assert rulings(world) == []


def test_the_programmes_organisation_may_pin_two_of_another_one() -> None:
    assert pins(network(), "b", "theirs").pair == ("b", "theirs")


def test_whoever_is_not_enrolled_or_not_shared_is_not_seen() -> None:
    world = network(receives=Share(roles=(Role.MENTOR,)))
    with pytest.raises(Unknown):
        pins(world, "b", "mentor")
    stranger = mentor("elsewhere", "bolt").model_copy(update={"enrolments": ()})
    with pytest.raises(Unknown):
        pins(World.of(programme(), mentee(), stranger, joined(agreement())), "mentee", "elsewhere")


def test_a_pin_that_a_hard_constraint_forbids_is_refused_and_a_secret_is_kept() -> None:
    world = World.of(programme(), mentee(languages=("fr",)), mentee("shy", never_with=("mentor",)), mentor())
    with pytest.raises(NotEligible) as refused:
        pins(world)
    assert refused.value.facts == {"constraint": "language"}
    with pytest.raises(NotEligible) as secret:
        pins(world, "shy")
    assert secret.value.facts == {}


def test_one_mentee_is_pinned_to_one_mentor() -> None:
    world = World.of(programme(), mentee(), mentor(), mentor("other"))
    pins(world)
    with pytest.raises(PinnedElsewhere):
        pins(world, "mentee", "other")
    assert pins(world).by == ("acme",)


def test_no_more_are_pinned_to_a_mentor_than_there_are_places() -> None:
    world = World.of(programme(), *(mentee(f"m{n}") for n in range(3)), mentor(places_offered=2))
    pins(world, "m0")
    pins(world, "m1")
    with pytest.raises(PinsExceedPlaces):
        pins(world, "m2")


def test_nobody_is_pinned_to_a_group() -> None:
    with pytest.raises(PinsAreForPairs):
        pins(World.of(programme(ProgrammeKind.GROUP), mentee(), mentor()))


def test_whoever_has_no_place_or_has_a_mentorship_is_not_pinned() -> None:
    world = with_cycle(programme(), mentee(), mentee("other"), mentor(places_offered=1), mentor("free"))
    proposes(world, "mentor", "mentee")
    with pytest.raises(PlacesTaken):
        pins(world, "other")
    with pytest.raises(MatchedAlready):
        pins(world, "mentee", "free")


def test_a_quota_that_is_used_up_is_in_the_way() -> None:
    world = network(gives=Share(places=1))
    places = world.get(AgreementPlaces, "acme-bolt:acme")
    world.states[AgreementPlaces, places.id] = places.taken(1)
    with pytest.raises(QuotaUsedUp):
        pins(world, "b", "mentor")


def test_peers_are_pinned_once_each() -> None:
    fields = ({"art": 3.0}, {"physics": 3.0}, {"law": 3.0})
    world = World.of(
        programme(ProgrammeKind.PEER), *(peer(name, disciplines=own) for name, own in zip("xyz", fields, strict=True))
    )
    pins(world, "x", "y")
    assert pins(world, "y", "x").pair == ("x", "y")
    with pytest.raises(PinnedElsewhere):
        pins(world, "z", "y")


def test_in_an_informal_programme_nothing_is_pinned() -> None:
    with pytest.raises(NotMatchedInCycles):
        pins(World.of(programme(ProgrammeKind.INFORMAL), mentee(), mentor()))


def test_a_vetoed_pair_is_not_pinned_and_anothers_veto_stays_a_secret() -> None:
    world = network()
    own = vetoes(world)
    with pytest.raises(RuledOtherwise) as refused:
        pins(world)
    assert refused.value.facts == {"ruling_id": own.id}
    vetoes(world, "b", "mentor", by="bolt")
    with pytest.raises(NotEligible) as secret:
        pins(world, "b", "mentor", by="acme")
    assert (secret.value.constraint, secret.value.facts) == (Constraint.VETO, {})


def test_the_pin_has_done_its_work_when_the_two_are_proposed() -> None:
    world = with_cycle(programme(), mentee(), mentee("other"), mentor())
    pins(world)
    pins(world, "other")
    proposes(world, "mentor", "mentee")
    assert [ruling.person_id for ruling in rulings(world)] == ["other"]
    assert world.get(Pinned, pinned_id("p", "mentor")).to == ("other",)
    assert (Pinned, pinned_id("p", "mentee")) not in world.states
