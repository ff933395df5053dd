"""The index finds what comparing with every mentor by the rules of a pair finds, whatever was told in which order."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mentormesh_contracts.organisations import Agreement, Share
from mentormesh_contracts.vocabulary import Goal, Role, Screening
from services.chassis.mongo.documents import Stored
from services.matching.domain.participants.participant import Encounter, Mentoring, Participant
from services.matching.domain.rules.hours import monday_of
from services.matching.domain.rules.pair import PAIR, Ground, Pair, objection
from services.matching.domain.ties.places import AgreementPlaces
from services.matching.domain.ties.tie import Tie
from services.matching.engine.ranking.best import best
from services.matching.recommending.asking import Asking, sought
from services.matching.recommending.index import Index, precedence
from tests.unit.matching.given import EVENINGS, NOW, agreement, joined, mentee, mentor, programme

MONDAY = monday_of(NOW)
PROGRAMME = programme().public
PEOPLE = ("ann", "bob", "cat", "dan", "eve", "mentee")
AGREEMENT = agreement(gives=Share(places=2))


def stored(participant: Participant, revision: int) -> Stored[Participant]:
    return Stored(participant, revision, revision, revision, NOW)


@st.composite
def mentors(draw: st.DrawFn, id: str) -> Participant:
    """One who may well be no mentor, or one for somebody else."""
    said: dict[str, Any] = {
        "roles": draw(st.sampled_from(((Role.MENTOR,), (Role.MENTOR, Role.MENTEE), (Role.MENTEE,)))),
        "goals_offered": draw(st.sampled_from(((), (Goal.CAREER_DEVELOPMENT,), tuple(Goal)))),
        "disciplines": draw(st.sampled_from(({"physics": 10.0}, {"physics": 3.5}, {"law": 20.0}))),
        "languages": draw(st.sampled_from((("en",), ("fr",), ("en-GB", "fr")))),
        "weekly_hours": draw(st.sampled_from(((), EVENINGS, EVENINGS[:1]))),
        "never_with": draw(st.sampled_from(((), (), ("mentee",)))),
        "reporting_line": draw(st.sampled_from(((), (), ("mentee", "ann")))),
        "preferred": draw(st.sampled_from(((), ("mentee",)))),
        "strengths": draw(st.dictionaries(st.sampled_from(("sql", "law")), st.integers(1, 5))),
        "places_offered": draw(st.integers(0, 2)),
        "screening": draw(st.sampled_from(tuple(Screening))),
    }
    found = mentor(id, draw(st.sampled_from(("acme", "bolt", "core"))), **said)
    mentoring = tuple(Mentoring(mentorship_id=f"m{n}", programme_id="p") for n in range(draw(st.integers(0, 1))))
    met = (Encounter(programme_id="p", person_id="mentee"),) if draw(st.integers(0, 5)) == 0 else ()
    return found.model_copy(update={"mentoring": mentoring, "encounters": met})


ONE = st.sampled_from(PEOPLE).flatmap(lambda id: st.tuples(st.just(id), st.none() | mentors(id)))
TOLD = st.lists(ONE, max_size=12)


def index_of(told: list[tuple[str, Participant | None]]) -> tuple[Index, dict[str, Participant]]:
    """An index that was told all this, and whom there are in the end."""
    index, known = Index(MONDAY), dict[str, Participant]()
    for state in joined(AGREEMENT):
        if isinstance(state, Tie):
            index.put_tie(state)
        elif isinstance(state, AgreementPlaces):
            index.put_places(state)
    for revision, (id, participant) in enumerate(told, 1):
        if participant is None:
            index.remove_participant(id)
            known.pop(id, None)
        else:
            index.put_participant(stored(participant, revision))
            known[id] = participant
    return index, known


def asking(**said: Any) -> Asking:
    seeker = mentee("mentee", weaknesses=("sql",), **said)
    return Asking(seeker, PROGRAMME, ("dan",), NOW)


def eligible(asked: Asking, known: dict[str, Participant], terms: Agreement) -> set[str]:
    """By the rules of a pair, one by one."""
    ties = index_of([])[0].ties(NOW)
    ground = Ground(PROGRAMME, PROGRAMME.policy, ties, MONDAY)
    assert terms.id
    pairs = ((each, Pair(asked.mentee, each)) for each in known.values() if each.id not in asked.vetoed)
    return {each.id for each, pair in pairs if objection(pair, PAIR, ground) is None}


@given(TOLD)
@settings(deadline=None, max_examples=80)
def test_whom_it_finds_eligible_the_rules_of_a_pair_find_so(told: list[tuple[str, Participant | None]]) -> None:
    index, known = index_of(told)
    asked = asking()
    found = best(index.mentors, sought(index, asked), 10)
    expected = eligible(asked, known, AGREEMENT)
    assert found.eligible == len(expected)
    names = [index.id(position) for position in found.positions.tolist()]
    assert set(names) == {id for id in expected if known[id].places_left}
    assert names == sorted(names, key=lambda id: (-found.scores[names.index(id)], precedence(id)))


@given(TOLD)
@settings(deadline=None, max_examples=40)
def test_changed_step_by_step_it_answers_as_one_built_anew(told: list[tuple[str, Participant | None]]) -> None:
    index, known = index_of(told)
    anew, _ = index_of([(id, participant) for id, participant in reversed(known.items())])
    one, other = (best(each.mentors, sought(each, asking()), 10) for each in (index, anew))
    assert [index.id(at) for at in one.positions.tolist()] == [anew.id(at) for at in other.positions.tolist()]
    assert one.scores.tolist() == other.scores.tolist()
    assert len(index) == len(anew)


def test_what_is_older_than_what_is_known_is_no_news() -> None:
    index = Index(MONDAY)
    assert index.put_participant(stored(mentor(places_offered=2), 5))
    assert not index.put_participant(stored(mentor(places_offered=0), 4))
    assert not index.put_participant(stored(mentor(places_offered=0), 5))
    assert best(index.mentors, sought(index, asking()), 1).positions.tolist() == [0]


def test_a_used_up_agreement_leaves_its_mentors_eligible_but_not_recommended() -> None:
    index, _ = index_of([("ann", mentor("ann", "bolt"))])
    assert len(best(index.mentors, sought(index, asking()), 1).positions) == 1
    for places in list(index.places.values()):
        index.put_places(places.model_copy(update={"quota": 1, "used": 1}))
    found = best(index.mentors, sought(index, asking()), 1)
    assert (len(found.positions), found.eligible) == (0, 1)


def test_what_is_remembered_of_agreements_is_forgotten_when_they_change_or_run_out() -> None:
    index, _ = index_of([("ann", mentor("ann", "bolt"))])

    def eligible_at(now: datetime) -> int:
        return best(index.mentors, sought(index, replace(asking(), now=now)), 1).eligible

    hour = timedelta(hours=1)
    tie = next(iter(index.ties_of("acme")))
    assert eligible_at(NOW) == 1
    index.put_tie(tie.without(AGREEMENT.id))
    assert eligible_at(NOW) == 0
    index.put_tie(tie.without(AGREEMENT.id).joined_by(AGREEMENT.model_copy(update={"valid_until": NOW + hour})))
    assert [eligible_at(NOW + wait) for wait in (0 * hour, hour / 2, hour, 0 * hour)] == [1, 1, 0, 1]


def test_hours_are_those_of_the_week_in_which_it_asks() -> None:
    index = Index(MONDAY)
    first = stored(mentor(zone="Europe/Berlin"), 1)
    index.put_participant(first)
    asked = asking(zone="UTC", weekly_hours=EVENINGS)
    before = best(index.mentors, sought(index, asked), 1).values.tolist()
    index.monday = MONDAY + timedelta(weeks=16)
    index.put_hours(first)
    assert best(index.mentors, sought(index, asked), 1).values.tolist() != before
