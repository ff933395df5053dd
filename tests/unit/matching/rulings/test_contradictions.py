from collections.abc import Iterable

from mentormesh_contracts.organisations import Share
from mentormesh_contracts.vocabulary import Constraint, PersonStatus, ProgrammeKind
from services.deciding import Aggregate
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.hours import monday_of
from services.matching.domain.rules.pair import Ground
from services.matching.domain.rulings.contradictions import Contradiction, People, Rulings, contradictions, to_honour
from services.matching.domain.ties.places import AgreementPlaces
from services.matching.domain.ties.sharing import Ties
from services.matching.domain.ties.tie import Tie
from tests.unit.matching.given import NOW, agreement, joined, mentee, mentor, peer, programme


def found(
    participants: Iterable[Participant],
    *pins: People,
    vetoes: tuple[People, ...] = (),
    kind: ProgrammeKind = ProgrammeKind.FORMAL,
    known: Iterable[Aggregate] = (),
) -> list[Contradiction]:
    states = list(known)
    ties = {each.id: each for each in states if isinstance(each, Tie)}
    places = {each.id: each for each in states if isinstance(each, AgreementPlaces)}
    of = programme(kind).public
    ground = Ground(of, of.policy, Ties(ties, NOW), monday_of(NOW))
    return contradictions(Rulings(pins, vetoes), list(participants), ground, places)


def test_what_was_possible_may_still_be() -> None:
    assert found([mentee(), mentor()], ("mentee", "mentor")) == []


def test_a_pin_that_is_vetoed_or_forbidden_by_now() -> None:
    pin = ("mentee", "mentor")
    told = Contradiction(person_id="mentee", other_id="mentor", constraint=Constraint.VETO)
    assert found([mentee(), mentor()], pin, vetoes=(("mentor", "mentee"),)) == [told]
    (moved,) = found([mentee(languages=("fr",)), mentor()], pin)
    assert moved.constraint is Constraint.LANGUAGE
    (withdrawn,) = found([mentee()], pin)
    assert withdrawn.constraint is Constraint.ROLE


def test_one_mentee_pinned_to_two_mentors() -> None:
    both = found([mentee(), mentor(), mentor("other")], ("mentee", "mentor"), ("mentee", "other"))
    assert [(each.other_id, each.constraint) for each in both] == [("mentor", None), ("other", None)]


def test_more_pins_than_places_are_left() -> None:
    mentees = [mentee("a"), mentee("b")]
    too_many = found([*mentees, mentor(places_offered=1)], ("a", "mentor"), ("b", "mentor"))
    assert [each.constraint for each in too_many] == [Constraint.PLACES] * 2


def test_more_pins_than_a_quota_allows() -> None:
    people = [mentee("a", "bolt"), mentee("b", "bolt"), mentor()]
    known = joined(agreement(gives=Share(places=1)))
    (constraint,) = {each.constraint for each in found(people, ("a", "mentor"), ("b", "mentor"), known=known)}
    assert constraint is Constraint.QUOTA
    assert found(people, ("a", "mentor"), known=known) == []


def test_peers_pinned_to_one_and_the_same() -> None:
    people = [peer("x", disciplines={"art": 3.0}), peer("y"), peer("z", disciplines={"law": 3.0})]
    told = found(people, ("x", "y"), ("z", "y"), kind=ProgrammeKind.PEER)
    assert [each.person_id for each in told] == ["x", "z"]


def test_pins_of_people_who_do_not_look_for_anybody_wait() -> None:
    gone = mentee("gone")
    gone = gone.model_copy(update={"person": gone.person.model_copy(update={"status": PersonStatus.LEFT})})
    (enrolment,) = mentee("served").enrolments
    served = mentee("served").model_copy(
        update={"enrolments": (enrolment.model_copy(update={"mentorship_id": "elsewhere"}),)}
    )
    rulings = Rulings((("gone", "mentor"), ("served", "mentor"), ("mentee", "mentor")))
    of = programme().public
    ground = Ground(of, of.policy, Ties({}, NOW), monday_of(NOW))
    assert to_honour(rulings, [gone, served, mentee(), mentor()], ground) == (("mentee", "mentor"),)
    assert found([gone, served, mentor(places_offered=0)], ("gone", "mentor"), ("served", "mentor")) == []
