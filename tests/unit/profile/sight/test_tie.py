import pytest

from mentormesh_contracts.organisations import AgreementAccepted, AgreementEnded, AgreementOffered
from mentormesh_contracts.vocabulary import AgreementStatus, Role
from services.profile.domain.sight.tie import AgreementEvent, Tie, tie
from tests.unit.profile.given import Shelf
from tests.unit.profile.sight.given import agreement


def heard(*events: AgreementEvent) -> list[Tie]:
    shelf = Shelf()
    for event in events:
        shelf.carry_out(tie, event)
    return shelf.all(Tie)


def test_an_offer_shares_nothing_yet() -> None:
    assert heard(AgreementOffered(after=agreement(AgreementStatus.OFFERED))) == []


def test_an_active_agreement_shares_what_each_gives() -> None:
    (known,) = heard(AgreementAccepted(after=agreement()))
    assert known.lets("globex", "acme", Role.MENTEE)
    assert known.lets("acme", "globex", Role.MENTOR)


@pytest.mark.parametrize(
    ("viewer", "see", "role"),
    [
        ("globex", "acme", Role.MENTOR),
        ("acme", "globex", Role.MENTEE),
        ("initech", "acme", Role.MENTEE),
        ("globex", "initech", Role.MENTEE),
        ("acme", "acme", Role.MENTEE),
    ],
)
def test_it_shares_no_other_role_and_with_nobody_else(viewer: str, see: str, role: Role) -> None:
    (known,) = heard(AgreementAccepted(after=agreement()))
    assert not known.lets(viewer, see, role)


def test_its_end_takes_it_away() -> None:
    ended = AgreementEnded(after=agreement(AgreementStatus.ENDED))
    assert heard(AgreementAccepted(after=agreement()), ended) == []
    assert heard(ended) == []
