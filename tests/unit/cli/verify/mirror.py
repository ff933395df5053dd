"""Answers as services would give them that know all of a history, and show no more of it than they may."""

from collections.abc import Callable
from typing import Any

from cli.verify.asking import NOT_FOUND, OK, Answer, Answers, Ask
from cli.verify.history import History
from cli.verify.invariants import CHECKS
from mentormesh_contracts import Fact
from mentormesh_contracts.credentials import Credential
from mentormesh_contracts.feedback import FeedbackRecord, MentorScores, MentorshipGoal
from mentormesh_contracts.mentorships import Mentorship
from mentormesh_contracts.organisations import Agreement, Organisation
from mentormesh_contracts.people import Person
from mentormesh_contracts.programmes import Cycle, Participant, Programme
from mentormesh_contracts.sessions import Session

KEYS = ("north", "south", "east")
CONSENTING = {"bo", "noa"}
Items = list[dict[str, Any]]


def mirror(history: History) -> Answers:
    """Every answer that the checks ask for."""
    asks = {ask for check in CHECKS for ask in check.asks(history, KEYS)}
    return Answers(KEYS, {ask: answered(history, ask) for ask in asks})


def answered(history: History, ask: Ask) -> Answer:
    """One of them."""
    if ask.path in OPERATORS:
        return Answer(OK, [dumped(life.last) for life in history.lives(OPERATORS[ask.path]).values()])
    parts = ask.path.partition("?")[0].strip("/").split("/")[1:]
    if ask.whole_list and len(parts) == 3:
        return Answer(OK, IN_PROGRAMMES[parts[2]](history, ask.organisation_id, parts[1]))
    if ask.whole_list:
        return Answer(OK, LISTS["/".join(parts)](history, ask.organisation_id))
    if parts == ["reports"]:
        return Answer(OK, report(history, ask.organisation_id))
    body = ONE["/".join((parts[0], *parts[2:]))](history, ask.organisation_id, parts[1])
    return Answer(NOT_FOUND) if body is None else Answer(OK, body)


def dumped(state: Fact) -> dict[str, Any]:
    """As JSON."""
    return state.model_dump(mode="json")


def own_person(person: Person) -> dict[str, Any]:
    """With name and contact."""
    consents = person.id in CONSENTING
    return {**dumped(person), "name": person.id.title(), "shares_contact": consents, "external_id": f"x-{person.id}"}


def partner_s_person(history: History, viewer: str, id: str) -> dict[str, Any] | None:
    """The only relations in the network are mentorships that have begun: m1 of ada and bo, m4 of noa and pia."""
    person = own_person(history.lives(Person)[id].last)
    if person["organisation_id"] == viewer:
        return person
    meets = {"ada": "south", "noa": "south", "bo": "north", "pia": "north"}
    if meets.get(id) != viewer:
        return None
    shown = {
        "id",
        "organisation_id",
        "roles",
        "goals_sought",
        "goals_offered",
        "strengths",
        "weaknesses",
        "disciplines",
        "area_sought",
        "languages",
        "zone",
        "weekly_hours",
    }
    return {name: value for name, value in person.items() if name in shown | ({"name"} if id in CONSENTING else set())}


def own(kind: type[Fact], is_own: Callable[[History, str, Any], bool]) -> Callable[[History, str], Items]:
    """A list of what is an organisation's."""

    def listed(history: History, viewer: str) -> Items:
        return [dumped(life.last) for life in history.lives(kind).values() if is_own(history, viewer, life.last)]

    return listed


def in_it(history: History, viewer: str, it: Mentorship) -> bool:
    """Whether the organisation has somebody in the mentorship."""
    return viewer in it.organisations


def about_own(history: History, viewer: str, it: Any) -> bool:
    """Whether it is about such a mentorship."""
    return viewer in history.lives(Mentorship)[it.mentorship_id].last.organisations


def is_author(history: History, viewer: str, it: FeedbackRecord) -> bool:
    """Whether one's own person answered."""
    return history.lives(Person)[it.person_id].last.organisation_id == viewer


def people(history: History, viewer: str) -> Items:
    """One's own."""
    everybody = (life.last for life in history.lives(Person).values())
    return [own_person(person) for person in everybody if person.organisation_id == viewer]


def programmes(history: History, viewer: str) -> Items:
    """North's are shared with south."""
    return [dumped(life.last) for life in history.lives(Programme).values() if viewer in ("north", "south")]


def mentors(history: History, viewer: str) -> Items:
    """Ada has one live mentorship."""
    return [{"person_id": "ada", "offered": 2, "used": 1}] if viewer == "north" else []


def agreement_places(history: History, viewer: str) -> Items:
    """The pair takes one of north's, the peers one of each."""
    both = (("north", "south", 5, 2), ("south", "north", None, 1))
    told = [
        {"agreement_id": "a1", "giver": giver, "receiver": receiver, "quota": quota, "used": used, "over": False}
        for giver, receiver, quota, used in both
    ]
    return told if viewer in ("north", "south") else []


def report(history: History, viewer: str) -> dict[str, Any]:
    """What came of m1, m3 and m4."""
    is_in = viewer in ("north", "south")
    progress = {
        "sessions_held": 2 * is_in,
        "sessions_missed": 1 * is_in,
        "goals": {"set": 0, "reached": 1 * is_in, "dropped": 0},
        "introductions": 1 * is_in,
        "problems_solved": 1 * is_in,
    }
    return {"mentorships": {"active": 2, "completed": 1} if is_in else {}, "progress": progress}


def health(history: History, viewer: str, id: str) -> dict[str, Any] | None:
    """As feedback counts it."""
    life = history.lives(Mentorship)[id]
    if viewer not in life.last.organisations:
        return None
    counted = (2, 1) if id == "m1" else (0, 0)
    return {"status": life.last.status.value, "sessions_held": counted[0], "sessions_missed": counted[1]}


def mentorship_report(history: History, viewer: str, id: str) -> dict[str, Any] | None:
    """One answer each is too few to be shown."""
    partners = [{"role": "mentee", "summary": None, "held_back": "fewer_than_five_answers"}]
    return {"partner_answers": partners} if viewer in history.lives(Mentorship)[id].last.organisations else None


def calendar(history: History, viewer: str, id: str) -> dict[str, Any] | None:
    """For whoever sees the person."""
    return None if partner_s_person(history, viewer, id) is None else {"person_id": id, "busy": []}


def recommendations(history: History, viewer: str, id: str) -> dict[str, Any]:
    """Ada, who is shared."""
    return {"items": [{"person_id": "ada", "organisation_id": "north", "languages": ["en"]}]}


def scores(history: History, viewer: str, id: str) -> dict[str, Any] | None:
    """Ada's, for her own coordinators."""
    return dumped(history.lives(MentorScores)["ada"].last) if (viewer, id) == ("north", "ada") else None


def cycles(history: History, viewer: str, programme_id: str) -> Items:
    """The one of the formal programme."""
    return [dumped(life.last) for life in history.lives(Cycle).values() if life.last.programme_id == programme_id]


def enrolments(history: History, viewer: str, programme_id: str) -> Items:
    """One's own people's; bo is still in m1, noa and pia in m4."""
    live = {("bo", "formal"): "m1", ("noa", "peer"): "m4", ("pia", "peer"): "m4"}
    return [
        {
            "person_id": id,
            "enrolments": [
                {"person_id": id, "role": part.role.value, "mentorship_id": live.get((id, programme_id))}
                for part in life.last.enrolments
                if part.programme_id == programme_id
            ],
        }
        for id, life in history.lives(Participant).items()
        if life.last.organisation_id == viewer
    ]


def nobody(history: History, viewer: str) -> Items:
    """No mentorship is at risk any more."""
    return []


def nothing(history: History, viewer: str, id: str) -> None:
    """Nobody who asks is to be told."""


OPERATORS: dict[str, type[Fact]] = {"/v1/organisations": Organisation, "/v1/credentials": Credential}
IN_PROGRAMMES: dict[str, Callable[[History, str, str], Items]] = {"cycles": cycles, "enrolments": enrolments}
LISTS: dict[str, Callable[[History, str], Items]] = {
    "people": people,
    "mentorships": own(Mentorship, in_it),
    "sessions": own(Session, about_own),
    "goals": own(MentorshipGoal, about_own),
    "feedback": own(FeedbackRecord, is_author),
    "agreements": own(Agreement, lambda history, viewer, it: viewer in (it.offered_by, it.offered_to)),
    "programmes": programmes,
    "risks": nobody,
    "places/mentors": mentors,
    "places/agreements": agreement_places,
}
ONE: dict[str, Callable[[History, str, str], dict[str, Any] | None]] = {
    "people": partner_s_person,
    "people/calendar": calendar,
    "people/scores": scores,
    "mentorships": nothing,
    "mentorships/health": health,
    "mentorships/report": mentorship_report,
    "sessions": nothing,
    "sessions/feedback": nothing,
    "goals": nothing,
    "feedback": nothing,
    "feedback/comment": nothing,
    "agreements": nothing,
    "organisations": nothing,
    "programmes": nothing,
    "programmes/cycles": nothing,
    "programmes/enrolments": nothing,
    "programmes/recommendations": recommendations,
}
