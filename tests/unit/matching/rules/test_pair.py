from datetime import time

import pytest

from mentormesh_contracts.organisations import Share
from mentormesh_contracts.people import WeeklyHours
from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import Constraint, PersonStatus, ProgrammeKind, Role, Screening, Weekday
from services.deciding import Aggregate
from services.matching.domain.participants.participant import Encounter, Participant
from services.matching.domain.programmes.programme import MentoringProgramme
from services.matching.domain.rules.hours import monday_of
from services.matching.domain.rules.pair import PAIR, PEERS, Ground, Pair, objection
from services.matching.domain.ties.sharing import Ties
from services.matching.domain.ties.tie import Tie
from tests.unit.matching.given import NOW, agreement, joined, mentee, mentor, peer, programme

MORNING = (WeeklyHours(day=Weekday.MONDAY, start=time(6), end=time(8)),)


def ground(
    states: list[Aggregate] | None = None, policy: Policy | None = None, of: MentoringProgramme | None = None
) -> Ground:
    ties = {state.id: state for state in states or [] if isinstance(state, Tie)}
    public = (of or programme()).public
    return Ground(public, policy or Policy(), Ties(ties, NOW), monday_of(NOW))


def found(seeker: Participant, other: Participant, on: Ground | None = None) -> Constraint | None:
    return objection(Pair(seeker, other), PAIR, on or ground())


def test_a_mentor_who_is_ahead_speaks_the_language_and_has_time_is_eligible() -> None:
    assert found(mentee(), mentor()) is None


@pytest.mark.parametrize(
    ("one", "other", "constraint"),
    [
        (mentee("a"), mentor("a"), Constraint.SAME_PERSON),
        (mentee(), mentor(roles=(Role.MENTEE,)), Constraint.ROLE),
        (mentee(status=PersonStatus.LEFT), mentor(), Constraint.ROLE),
        (mentee(never_with=("mentor",)), mentor(), Constraint.NEVER_WITH),
        (mentee(), mentor(never_with=("mentee",)), Constraint.NEVER_WITH),
        (mentee(reporting_line=("boss", "mentor")), mentor(), Constraint.REPORTING_LINE),
        (mentee(), mentor(reporting_line=("mentee",)), Constraint.REPORTING_LINE),
        (mentee(), mentor(screening=Screening.REFUSED), Constraint.SCREENING),
        (mentee(), mentor(disciplines={"physics": 3.5}), Constraint.EXPERIENCE),
        (mentee(area_sought="law"), mentor(), Constraint.EXPERIENCE),
        (mentee(languages=("fr",)), mentor(), Constraint.LANGUAGE),
        (mentee(weekly_hours=MORNING), mentor(), Constraint.TIME),
    ],
)
def test_each_constraint_forbids(one: Participant, other: Participant, constraint: Constraint) -> None:
    assert found(one, other) is constraint


def test_the_mentor_is_the_more_experienced_in_the_area_sought_not_at_large() -> None:
    lawyer = mentor(disciplines={"physics": 2, "law": 20})
    assert found(mentee(), lawyer) is Constraint.EXPERIENCE
    assert found(mentee(area_sought="law"), lawyer) is None


def test_even_without_a_minimum_the_mentor_is_ahead() -> None:
    equal = mentor(disciplines={"physics": 3.0})
    assert found(mentee(), equal, ground(policy=Policy(minimum_experience_gap=0))) is Constraint.EXPERIENCE


def test_a_region_of_a_language_is_no_obstacle() -> None:
    assert found(mentee(languages=("pt-BR",)), mentor(languages=("pt", "en"))) is None


def test_hours_that_were_not_said_forbid_nothing() -> None:
    assert found(mentee(weekly_hours=()), mentor()) is None


def test_a_policy_may_ask_for_screening() -> None:
    policy = Policy(screening_required=True)
    cleared = mentor(screening=Screening.CLEARED)
    assert found(mentee(), cleared, ground(policy=policy)) is Constraint.SCREENING
    assert found(mentee(screening=Screening.CLEARED), cleared, ground(policy=policy)) is None


def test_whoever_met_in_this_programme_is_not_matched_again() -> None:
    met = mentee().model_copy(update={"encounters": (Encounter(programme_id="p", person_id="mentor"),)})
    elsewhere = mentee().model_copy(update={"encounters": (Encounter(programme_id="q", person_id="mentor"),)})
    assert found(met, mentor()) is Constraint.ALREADY_MATCHED
    assert found(elsewhere, mentor()) is None


def test_two_organisations_need_an_agreement_that_shares_both_roles() -> None:
    theirs = mentor(organisation_id="bolt")
    mentees_only = agreement(receives=Share(roles=(Role.MENTEE,)))
    assert found(mentee(), theirs) is Constraint.AGREEMENT
    assert found(mentee(), theirs, ground(joined(agreement()))) is None
    assert found(mentee(), theirs, ground(joined(mentees_only))) is Constraint.AGREEMENT


def test_an_agreement_may_open_some_programmes_only() -> None:
    theirs = mentor(organisation_id="bolt")
    other = agreement(gives=Share(programmes=("q",)))
    this = agreement(gives=Share(programmes=("p",)))
    assert found(mentee(), theirs, ground(joined(other))) is Constraint.AGREEMENT
    assert found(mentee(), theirs, ground(joined(this))) is None


def test_two_of_one_partner_need_only_what_opens_the_programme_to_them() -> None:
    own = (mentee(organisation_id="bolt"), mentor(organisation_id="bolt"))
    assert found(*own) is Constraint.AGREEMENT
    assert found(*own, ground(joined(agreement()))) is None


def test_peers_are_of_similar_experience_and_different_disciplines() -> None:
    of = programme(ProgrammeKind.PEER)

    def judged(one: Participant, other: Participant) -> Constraint | None:
        return objection(Pair(one, other), PEERS, ground(of=of))

    physicist, lawyer = peer("a"), peer("b", disciplines={"law": 5.0})
    assert judged(physicist, lawyer) is None
    assert judged(physicist, peer("c", disciplines={"law": 9.0})) is Constraint.EXPERIENCE
    assert judged(physicist, peer("c")) is Constraint.DISCIPLINE


def test_peers_are_shared_only_if_named() -> None:
    of = programme(ProgrammeKind.PEER)
    two = Pair(peer("a"), peer("b", "bolt", disciplines={"law": 3.0}))
    both = Share(roles=(Role.PEER,))
    assert objection(two, PEERS, ground(joined(agreement()), of=of)) is Constraint.AGREEMENT
    assert objection(two, PEERS, ground(joined(agreement(gives=both, receives=both)), of=of)) is None
