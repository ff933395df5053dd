from datetime import timedelta

from mentormesh_contracts.organisations import AgreementAccepted, AgreementEnded, Share
from services.matching.domain.ties.hear import agreement_accepted, agreement_ended
from services.matching.domain.ties.places import AgreementPlaces
from services.matching.domain.ties.tie import Tie, tie_id
from tests.unit.matching.given import NOW, World, agreement, joined


def test_an_accepted_agreement_joins_two_organisations_and_opens_places_both_ways() -> None:
    terms = agreement(gives=Share(places=3))
    world = World()
    world.does(agreement_accepted(AgreementAccepted(after=terms), world.context()))
    assert world.get(Tie, tie_id("bolt", "acme")).terms(NOW) == terms
    assert world.get(AgreementPlaces, "acme-bolt:acme").left == 3
    assert world.get(AgreementPlaces, "acme-bolt:bolt").left is None


def test_an_agreement_past_its_date_is_not_in_force_even_before_it_is_ended() -> None:
    world = World.of(joined(agreement(valid_until=NOW + timedelta(days=1))))
    tie = world.get(Tie, "acme:bolt")
    assert tie.terms(NOW) is not None
    assert tie.terms(NOW + timedelta(days=1)) is None


def test_the_agreement_that_was_accepted_last_is_in_force() -> None:
    newer = agreement(id="newer").model_copy(update={"answered_at": NOW + timedelta(days=1)})
    world = World.of(joined(newer))
    world.does(agreement_accepted(AgreementAccepted(after=agreement()), world.context()))
    assert world.get(Tie, "acme:bolt").terms(NOW) == newer
    world.does(agreement_ended(AgreementEnded(after=newer), world.context()))
    assert world.get(Tie, "acme:bolt").terms(NOW) == agreement()


def test_an_agreement_that_was_never_active_ends_without_a_trace() -> None:
    world = World()
    assert not world.does(agreement_ended(AgreementEnded(after=agreement()), world.context())).changes
