"""A cohort: who looks for whom in a programme, as people and as the engine's columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import Criterion
from services.matching.cohort.columns import to_columns
from services.matching.cohort.numbers import Numbers
from services.matching.cohort.relating import Pairs, quotas, relations, shared
from services.matching.cohort.shares import whole_shares
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.experience import hundredths
from services.matching.domain.rules.hours import HOURS_A_BLOCK
from services.matching.domain.rules.pair import Ground, Roles
from services.matching.domain.ties.places import AgreementPlaces
from services.matching.engine.arrays import Longs
from services.matching.engine.columns import People, Quotas, Relations, Rules, Value


@dataclass(frozen=True)
class Cohort:
    """Seekers and others by position, in the order of their ids, and everything that the engine asks for."""

    ground: Ground
    seekers: Sequence[Participant]
    others: Sequence[Participant]
    numbers: Numbers
    seeker_columns: People
    other_columns: People
    relations: Relations
    rules: Rules
    quotas: Quotas
    capacity: Longs
    """By other: places left as a mentor; one for each peer."""


def gather(
    seekers: Iterable[Participant],
    others: Iterable[Participant],
    roles: Roles,
    ground: Ground,
    places: Mapping[str, AgreementPlaces],
    vetoes: Pairs = (),
) -> Cohort:
    """The cohort. For peers, `others` are the seekers."""
    seekers, others = (sorted(people, key=lambda each: each.id) for people in (seekers, others))
    numbers = Numbers.of((*seekers, *others))

    def columns(people: Sequence[Participant]) -> People:
        return to_columns(people, numbers, ground.policy, ground.monday, as_peers=roles.are_peers)

    seeker_columns = columns(seekers)
    return Cohort(
        ground,
        seekers,
        others,
        numbers,
        seeker_columns,
        seeker_columns if roles.are_peers else columns(others),
        relations(seekers, others, ground, shared(numbers, ground, roles), vetoes),
        rules(ground.policy, roles),
        quotas(numbers, ground, places, seekers, others),
        np.array([1 if roles.are_peers else other.places_left for other in others], np.int64),
    )


def rules(policy: Policy, roles: Roles) -> Rules:
    """The policy in whole numbers."""
    weights = [policy.weights.get(Criterion[value.name], 0.0) for value in Value]
    most = policy.maximum_experience_gap
    return Rules(
        weights=np.array(whole_shares(weights), np.int64),
        mentee_share=round(policy.mentee_share * 100),
        minimum_gap=hundredths(policy.minimum_experience_gap),
        maximum_gap=Rules.maximum_gap if most is None else hundredths(most),
        peer_band=hundredths(policy.peer_experience_band),
        minimum_blocks=ceil(policy.minimum_overlap_hours / HOURS_A_BLOCK),
        other_organisation=policy.other_organisation,
        common_discipline=policy.common_discipline,
        are_peers=roles.are_peers,
    )
