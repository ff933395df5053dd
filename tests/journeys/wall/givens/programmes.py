"""Programmes, their cycles, and what is ruled in them."""

from tests.journeys.support.acts import enrol, open_programme
from tests.journeys.support.people import mentee, mentor, register
from tests.journeys.support.waiting import eventually
from tests.journeys.wall.home import Given, Home


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
