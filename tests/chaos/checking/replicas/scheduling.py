"""Scheduling's: mentorships with their agendas, and calendars with their bookings."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from tests.chaos.checking.evidence import Evidence
from tests.chaos.checking.found import Found, Kind
from tests.chaos.checking.replicas.told import last_states, parts, same, same_ids
from tests.chaos.checking.tables import MENTORSHIPS, PEOPLE, SESSIONS


def mentorships_as_scheduling_knows_them(evidence: Evidence) -> Iterable[Found]:
    """Status and members as told, and on the agenda exactly the sessions that are open."""
    rule = "scheduling: mentorships"
    wanted, there = last_states(evidence, MENTORSHIPS, "mentorship"), evidence.states("scheduling", "mentorships")
    agendas: dict[str, list[str]] = defaultdict(list)
    for id, session in last_states(evidence, SESSIONS, "session").items():
        if session["status"] in ("proposed", "booked"):
            agendas[session["mentorship_id"]].append(id)
    yield from same_ids(rule, wanted, there)
    for id in wanted.keys() & there.keys():
        yield from same(rule, id, wanted[id]["status"], there[id]["status"])
        yield from same(rule, f"{id}'s members", parts(wanted[id]["members"]), parts(there[id]["members"]))
        yield from same(rule, f"{id}'s agenda", sorted(agendas[id]), sorted(there[id]["agenda"]))


def calendars_hold_the_bookings(evidence: Evidence) -> Iterable[Found]:
    """Everybody has one, with every booked session of theirs once, at its time, and none that was called off."""
    rule = "scheduling: calendars"
    sessions, calendars = last_states(evidence, SESSIONS, "session"), evidence.states("scheduling", "calendars")
    yield from same_ids(rule, last_states(evidence, PEOPLE, "person"), calendars)
    wanted = {
        (attendee["person_id"], id): (session["start"], session["end"])
        for id, session in sessions.items()
        if session["status"] == "booked"
        for attendee in session["attendees"]
    }
    there = {
        (person, each["session_id"]): (each["start"], each["end"])
        for person, calendar in calendars.items()
        for each in calendar["bookings"]
        if sessions.get(each["session_id"], {}).get("status") not in ("held", "missed")
    }
    for booked in wanted.keys() | there.keys():
        yield from same(rule, " in ".join(reversed(booked)), wanted.get(booked), there.get(booked))


def nobody_is_in_two_places(evidence: Evidence) -> Iterable[Found]:
    """No two bookings of a calendar overlap, as the database has them."""
    for person, calendar in evidence.states("scheduling", "calendars").items():
        times = sorted((each["start"], each["end"], each["session_id"]) for each in calendar["bookings"])
        for one, other in pairwise(times):
            if other[0] < one[1]:
                what = f"{person}: sessions {one[2]} and {other[2]} overlap at {other[0]}"
                yield Found(Kind.DOUBLED, "scheduling: double booking", what)
