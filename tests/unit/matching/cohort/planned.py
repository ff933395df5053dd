"""A few people, planned for."""

from collections.abc import Sequence

from mentormesh_contracts.programmes import Policy, Structure
from mentormesh_contracts.vocabulary import ProgrammeKind
from services.deciding import Aggregate
from services.matching.cohort.plan import Plan, plan
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.hours import monday_of
from services.matching.domain.rules.pair import Ground
from services.matching.domain.ties.places import AgreementPlaces
from services.matching.domain.ties.sharing import Ties
from services.matching.domain.ties.tie import Tie
from tests.unit.matching.given import NOW, programme


def planned(
    *people: Participant,
    kind: ProgrammeKind = ProgrammeKind.FORMAL,
    policy: Policy | None = None,
    states: Sequence[Aggregate] = (),
    structure: Structure | None = None,
) -> Plan:
    """What is planned for these people, in programme p."""
    of = programme(kind, structure=structure or Structure(group_minimum=2, group_maximum=4))
    ties = {state.id: state for state in states if isinstance(state, Tie)}
    held = {state.id: state for state in states if isinstance(state, AgreementPlaces)}
    return plan(people, Ground(of.public, policy or Policy(), Ties(ties, NOW), monday_of(NOW)), held)
