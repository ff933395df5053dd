"""The networks that the engine is measured with are what they are said to be."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from services.matching.engine.arrays import NOBODY, WHOLE
from services.matching.engine.columns import Lists, People
from tests.bench.matching.network import Network, load, network, peers, save, scarce, with_quotas

PARTICIPANTS = 3_000


@pytest.fixture(scope="module")
def made() -> Network:
    return network(PARTICIPANTS, 1)


def test_the_same_seed_makes_the_same_network(made: Network) -> None:
    again = network(PARTICIPANTS, 1)

    assert all(np.array_equal(one, other) for one, other in zip(_arrays(made), _arrays(again), strict=True))


def test_another_seed_makes_another_network(made: Network) -> None:
    assert not np.array_equal(made.seekers.hours, network(PARTICIPANTS, 2).seekers.hours)


def test_65_of_100_participants_are_mentees(made: Network) -> None:
    assert (len(made.seekers), len(made.others)) == (1_950, 1_050)


@pytest.mark.parametrize("side", ["seekers", "others"])
def test_weights_are_whole(made: Network, side: str) -> None:
    people: People = getattr(made, side)

    for weights in (people.goals_sought, people.qualities_wished):
        assert set(weights.sum(axis=1, dtype=np.int64).tolist()) <= {0, WHOLE}
    assert {sum(people.skills_wanted.row(at).values()) for at in range(len(people))} <= {0, WHOLE}
    assert made.rules.weights.sum() == WHOLE


def test_sets_have_no_bits_that_mean_nothing(made: Network) -> None:
    for people in (made.seekers, made.others):
        assert int(people.languages.max()) < 1 << 12
        assert int(people.disciplines.max()) < 1 << 30
        assert int(people.goals_offered.max()) < 1 << 6
        assert int(people.hours[:, -1].max()) < 1 << 672 % 64


def test_hours_are_whole_blocks_of_three(made: Network) -> None:
    quarters = np.unpackbits(made.seekers.hours.view(np.uint8), axis=1, bitorder="little")[:, :672]
    free = quarters.reshape(len(quarters), 56, 12).sum(axis=2)

    assert set(np.unique(free).tolist()) == {0, 12}
    assert (free > 0).sum(axis=1).min() >= 1
    assert (free > 0).sum(axis=1).max() <= 11


def test_no_row_names_a_column_twice(made: Network) -> None:
    lists = (
        made.seekers.skills_wanted,
        made.others.skills,
        made.others.years,
        made.relations.seeker_prefers,
        made.relations.reports,
    )
    for rows in lists:
        assert all(len(rows.row(at)) == rows.count[at] for at in range(len(rows)))


def test_years_at_large_are_the_most_in_any_discipline(made: Network) -> None:
    for people in (made.seekers, made.others):
        most = [max(people.years.row(at).values()) for at in range(len(people))]
        assert people.most_years.tolist() == most


def test_years_in_an_area_are_those_that_are_known(made: Network) -> None:
    seekers = made.seekers
    for at, area in enumerate(seekers.area.tolist()):
        known = seekers.most_years[at] if area == NOBODY else seekers.years.row(at).get(area, 0)
        assert seekers.years_in_area[at] == known


def test_some_organisations_share_with_nobody_and_all_with_themselves() -> None:
    shared = network(60_000, 1).relations.shared
    alone = (shared.sum(axis=1) == 1).mean()

    assert shared.diagonal().all()
    assert np.array_equal(shared, shared.T)
    assert 0.08 < alone < 0.25


def test_mentors_have_one_to_five_places(made: Network) -> None:
    assert set(np.unique(made.capacity).tolist()) == {1, 2, 3, 4, 5}
    assert 1.9 < made.capacity.mean() < 2.3


def test_managers_and_wishes_are_of_the_same_organisation(made: Network) -> None:
    for rows, least, most in ((made.relations.reports, 0.25, 0.33), (made.relations.seeker_prefers, 0.34, 0.44)):
        seekers = np.repeat(np.arange(len(rows)), rows.count)
        assert np.array_equal(made.seekers.organisation[seekers], made.others.organisation[rows.column])
        assert least < (rows.count > 0).mean() < most


def test_a_stored_network_is_the_same(made: Network, tmp_path: Path) -> None:
    limited = with_quotas(made, np.arange(len(made.seekers)) % len(made.others))
    save(limited, tmp_path / "network.npz")
    found = load(tmp_path / "network.npz")

    assert found.rules.minimum_gap == made.rules.minimum_gap
    assert all(np.array_equal(one, other) for one, other in zip(_arrays(limited), _arrays(found), strict=True))


def test_quotas_are_half_of_what_was_used_between_organisations(made: Network) -> None:
    chosen = np.arange(len(made.seekers)) % len(made.others)
    chosen[::7] = NOBODY
    quotas = with_quotas(made, chosen).quotas
    assert quotas is not None
    matched = np.flatnonzero(chosen != NOBODY)
    of = quotas.of_pairs(matched, chosen[matched])
    used = np.bincount(of[of != NOBODY], minlength=len(quotas))

    assert len(quotas) == 60
    assert not (quotas.receiver == quotas.giver).any()
    assert np.array_equal(quotas.limit, used // 2)


def test_peers_are_one_crowd_on_both_sides(tmp_path: Path) -> None:
    crowd = peers(500, 1)
    save(crowd, tmp_path / "peers.npz")
    found = load(tmp_path / "peers.npz")

    assert crowd.seekers is crowd.others
    assert found.seekers is found.others
    assert crowd.rules.are_peers
    assert crowd.relations.same.tolist() == list(range(500))


def test_scarce_places_are_fewer_than_mentees(made: Network) -> None:
    assert scarce(made).capacity.sum() < len(made.seekers)


def _arrays(value: Any) -> list[Any]:
    parts = (getattr(value, field.name) for field in fields(value))
    return [array for part in parts for array in (_arrays(part) if _is_group(part) else [part])]


def _is_group(part: Any) -> bool:
    return isinstance(part, Lists) or hasattr(part, "__dataclass_fields__")
