"""What the rows are about, each made through the API in a few steps."""

from functools import partial

from tests.journeys.support.acts import (
    accept,
    answer,
    approve,
    begun,
    enrol,
    hold,
    open_programme,
    plan,
    rate,
    request,
    set_goal,
)
from tests.journeys.support.people import mentee, mentor, register
from tests.journeys.support.waiting import eventually
from tests.journeys.wall.home import Given, Home, Make


def organisation(home: Home) -> Given:
    """One that has no agreement with anybody."""
    lonely = home.network.joined("Lonely")
    home.network.watch.hide(lonely.id, lonely.id)
    return Given({"organisation_id": lonely.id}, lonely, (home.birch, home.cedar))


def offer(home: Home) -> Given:
    """An agreement that was offered and waits for an answer."""
    offering, asked = home.network.joined("Offering"), home.network.joined("Asked")
    offered = offering.post("/v1/agreements", {"offered_to": asked.id})
    return Given({"agreement_id": offered["id"]}, asked, (home.birch, home.cedar))


def agreement(home: Home) -> Given:
    """One in force between two others."""
    offering, asked = home.network.joined("Offering"), home.network.joined("Asked")
    agreed = home.network.agree(offering, asked)
    return Given({"agreement_id": agreed["id"]}, asked, (home.birch, home.cedar))


def key(home: Home) -> Given:
    """A key of Alder's."""
    return home.alders(key_id=home.alder.post("/v1/credentials", {"scopes": ["read"]})["id"])


def person(home: Home) -> Given:
    """Somebody who is enrolled nowhere."""
    someone = mentor(home.alder)
    (id,) = register(home.alder, someone)
    times = {"later": _spoken(home), "later_still": _spoken(home)}
    return home.alders(person_id=id, external_id=someone.words.external_id, **times)


def erasure(home: Home) -> Given:
    """The receipt of somebody whom Alder had erased."""
    ids = person(home).ids
    home.alder.post(f"/v1/people/{ids['person_id']}/erase")
    eventually(lambda: home.alder.ask("GET", f"/v1/erasures/{ids['person_id']}").is_success)
    return home.alders(**ids)


def programme(home: Home) -> Given:
    """One for Alder's own people alone."""
    return home.alders(programme_id=open_programme(home.alder))


def formal_programme(home: Home) -> Given:
    """One that is matched in cycles."""
    return home.alders(programme_id=open_programme(home.alder, "formal"))


def cycle(home: Home) -> Given:
    """The first of two that are done; it made two pairs, and each of them left two people out."""
    id = open_programme(home.alder, "formal")
    mentors = register(home.alder, *(mentor(home.alder) for _ in range(2)))
    mentees = [mentee(home.alder) for _ in range(4)]
    enrol(home.alder, id, "mentor", *mentors)
    enrol(home.alder, id, "mentee", *register(home.alder, *mentees))
    first, _ = _run_cycle(home, id), _run_cycle(home, id)
    return home.alders(programme_id=id, cycle_id=first)


def replay(home: Home) -> Given:
    """The first of two of one cycle."""
    ids = cycle(home).ids
    path = "/v1/programmes/{programme_id}/cycles/{cycle_id}/replay".format_map(ids)
    first, _ = home.alder.post(path), home.alder.post(path)
    return home.alders(**ids, replay_id=first["id"])


def formal_pair(home: Home) -> Given:
    """Two people who could be matched by a cycle, and two more."""
    id = open_programme(home.alder, "formal")
    mentor_id, other_mentor = register(home.alder, *(mentor(home.alder) for _ in range(2)))
    mentee_id, other_mentee = register(home.alder, *(mentee(home.alder) for _ in range(2)))
    enrol(home.alder, id, "mentor", mentor_id, other_mentor)
    enrol(home.alder, id, "mentee", mentee_id, other_mentee)
    others = {"other_mentor_id": other_mentor, "other_mentee_id": other_mentee}
    return home.alders(programme_id=id, mentor_id=mentor_id, mentee_id=mentee_id, **others)


def pin(home: Home) -> Given:
    """The first of two pairs that must be matched."""
    return _ruling(home, "pins")


def veto(home: Home) -> Given:
    """The first of two that must not be."""
    return _ruling(home, "vetoes")


def pair(home: Home) -> Given:
    """Two people and a programme in which they are not enrolled."""
    mentor_id, mentee_id = home.pair()
    return home.alders(programme_id=open_programme(home.alder), mentor_id=mentor_id, mentee_id=mentee_id)


def enrolled_pair(home: Home) -> Given:
    """Two people who could meet."""
    mentor_id, mentee_id = home.pair()
    return home.alders(programme_id=home.own, mentor_id=mentor_id, mentee_id=mentee_id)


def proposal(home: Home) -> Given:
    """A mentorship that waits for its mentor."""
    mentor_id, mentee_id = home.pair()
    id = request(home.alder, home.own, mentee_id, mentor_id)["id"]
    ids = {"mentorship_id": id, "mentor_id": mentor_id, "mentee_id": mentee_id, "person_id": mentor_id}
    return home.alders(programme_id=home.own, **ids)


def mentorship(home: Home) -> Given:
    """An active one."""
    ids = proposal(home).ids
    accept(home.alder, ids["mentorship_id"], ids["mentor_id"])
    return home.alders(**ids, later=_spoken(home))


def paused(home: Home) -> Given:
    """One that is interrupted."""
    ids = mentorship(home).ids
    home.alder.post(f"/v1/mentorships/{ids['mentorship_id']}/pause")
    return home.alders(**ids)


def mentorship_for_both(home: Home) -> Given:
    """An active informal one, and a formal programme in which its two are enrolled."""
    ids = mentorship(home).ids
    formal = open_programme(home.alder, "formal")
    for role in ("mentor", "mentee"):
        enrol(home.alder, formal, role, ids[f"{role}_id"])
    return home.alders(**ids, formal_programme_id=formal)


def session(home: Home) -> Given:
    """One that is booked."""
    ids = mentorship(home).ids
    id = plan(home.alder, ids["mentorship_id"], home.later())["id"]
    return home.alders(**{**ids, "session_id": id, "later": _spoken(home)})


def begun_session(home: Home) -> Given:
    """One of which nobody said yet who came."""
    ids = mentorship(home).ids
    return home.alders(**ids, session_id=begun(home.alder, ids["mentorship_id"]))


def held_session(home: Home) -> Given:
    """One to which both came."""
    ids = mentorship(home).ids
    return home.alders(**ids, session_id=hold(home.alder, ids["mentorship_id"], [ids["mentor_id"], ids["mentee_id"]]))


def goal(home: Home) -> Given:
    """One that is open."""
    ids = mentorship(home).ids
    return home.alders(**ids, goal_id=set_goal(home.alder, ids["mentorship_id"]))


def goal_and_session(home: Home) -> Given:
    """An open goal, and a session in which it may have been worked on."""
    ids = held_session(home).ids
    return home.alders(**ids, goal_id=set_goal(home.alder, ids["mentorship_id"]))


def answers(home: Home) -> Given:
    """Both have answered about a session, the mentee with a word in confidence; two goals as well."""
    ids = held_session(home).ids
    for sought in ("knowledge_transfer", "network_building"):
        set_goal(home.alder, ids["mentorship_id"], sought)
    comment = home.network.watch.word(home.alder.id)
    answer(home.alder, ids["session_id"], ids["mentor_id"])
    given = rate(home.alder, ids["session_id"], ids["mentee_id"], comment=f"Between us: {comment}")
    return home.alders(**ids, feedback_id=given["id"])


def rated_mentor(home: Home) -> Given:
    """A mentor whom somebody rated."""
    ids = home.given(answers, fresh=False).ids
    return home.alders(person_id=ids["mentor_id"])


def busy_time(home: Home) -> Given:
    """The second of a person's."""
    ids = person(home).ids
    wishes = [{"start": _spoken(home), "end": _spoken(home), "zone": "UTC"} for _ in range(2)]
    _, last = (home.alder.post(f"/v1/people/{ids['person_id']}/busy-times", wish) for wish in wishes)
    return home.alders(person_id=ids["person_id"], busy_time_id=last["id"])


def risks(home: Home) -> Given:
    """Two mentorships that should have met within a day, which is over for feedback."""
    hasty = open_programme(home.alder, structure={"cadence_days": 1})
    for _ in range(2):
        mentor_id, mentee_id = home.pair()
        enrol(home.alder, hasty, "mentor", mentor_id)
        enrol(home.alder, hasty, "mentee", mentee_id)
        accept(home.alder, request(home.alder, hasty, mentee_id, mentor_id)["id"], mentor_id)
    known = partial(home.alder.get, "/v1/reports", programme_id=hasty)
    eventually(lambda: known()["mentorships"].get("active") == 2)
    home.network.operator.post("/v1/operations/feedback/clock/advance", {"seconds": 2 * 86_400})
    eventually(lambda: known()["at_risk"] == 2)
    return home.alders(programme_id=hasty)


def shared_proposal(home: Home) -> Given:
    """A mentorship of Alder's mentor and Birch's mentee, for both coordinators to approve."""
    mentor_id, mentee_id = home.pair_across()
    id = request(home.birch, home.shared, mentee_id, mentor_id)["id"]
    return home.both(home.alder, mentorship_id=id, mentor_id=mentor_id, mentee_id=mentee_id)


def shared_mentorship(home: Home) -> Given:
    """The same, active."""
    ids = shared_proposal(home).ids
    approve(ids["mentorship_id"], home.alder, home.birch)
    accept(home.alder, ids["mentorship_id"], ids["mentor_id"])
    return home.both(home.alder, **ids)


def shared_session(home: Home) -> Given:
    """One that Alder proposed and Birch may book."""
    ids = shared_mentorship(home).ids
    id = plan(home.alder, ids["mentorship_id"], home.later(), book=False)["id"]
    return home.both(home.birch, **ids, session_id=id)


def _ruling(home: Home, said: str) -> Given:
    ids = formal_pair(home).ids
    path = f"/v1/programmes/{ids['programme_id']}/{said}"
    pairs = ((ids["mentee_id"], ids["mentor_id"]), (ids["other_mentee_id"], ids["other_mentor_id"]))
    first, _ = (home.alder.post(path, {"person_id": one, "other_id": other}) for one, other in pairs)
    return home.alders(**ids, ruling_id=first["id"])


def _run_cycle(home: Home, programme_id: str) -> str:
    path = f"/v1/programmes/{programme_id}/cycles"
    id = str(home.alder.post(path)["id"])
    eventually(lambda: home.alder.get(f"{path}/{id}")["status"] == "completed")
    return id


def _spoken(home: Home) -> str:
    return home.later().isoformat()


GIVENS: dict[str, Make] = {
    make.__name__: make
    for make in (
        organisation,
        offer,
        agreement,
        key,
        person,
        erasure,
        programme,
        formal_programme,
        cycle,
        replay,
        formal_pair,
        pin,
        veto,
        pair,
        enrolled_pair,
        proposal,
        mentorship,
        paused,
        mentorship_for_both,
        session,
        begun_session,
        held_session,
        goal,
        goal_and_session,
        answers,
        rated_mentor,
        busy_time,
        risks,
        shared_proposal,
        shared_mentorship,
        shared_session,
    )
}
