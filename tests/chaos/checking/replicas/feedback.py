"""Feedback's: relationships with what was counted of them, and the sessions that were held."""

from collections import Counter
from collections.abc import Iterable

from tests.chaos.checking.evidence import Evidence
from tests.chaos.checking.found import Found
from tests.chaos.checking.replicas.told import last_states, parts, same, same_ids
from tests.chaos.checking.tables import MENTORSHIPS, SESSIONS


def relationships_as_feedback_knows_them(evidence: Evidence) -> Iterable[Found]:
    """Every mentorship that began, with its status and members, and its sessions counted once each."""
    rule = "feedback: relationships"
    mentorships = last_states(evidence, MENTORSHIPS, "mentorship")
    wanted = {id: each for id, each in mentorships.items() if each["started_at"]}
    there = evidence.states("feedback", "relationships")
    sessions = last_states(evidence, SESSIONS, "session").values()
    counted = Counter((each["mentorship_id"], each["status"]) for each in sessions)
    yield from same_ids(rule, wanted, there)
    for id in wanted.keys() & there.keys():
        yield from same(rule, id, wanted[id]["status"], there[id]["status"])
        yield from same(rule, f"{id}'s members", parts(wanted[id]["members"]), parts(there[id]["members"]))
        yield from same(rule, f"{id}'s sessions held", counted[id, "held"], there[id]["sessions_held"])
        yield from same(rule, f"{id}'s sessions missed", counted[id, "missed"], there[id]["sessions_missed"])


def sessions_as_feedback_knows_them(evidence: Evidence) -> Iterable[Found]:
    """Those that were held."""
    sessions = last_states(evidence, SESSIONS, "session")
    wanted = (id for id, each in sessions.items() if each["status"] == "held")
    return same_ids("feedback: sessions held", wanted, evidence.states("feedback", "held_sessions"))
