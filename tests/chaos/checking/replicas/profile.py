"""Profile's: who is acquainted with whom, and who is tied to whom."""

from collections.abc import Iterable

from tests.chaos.checking.evidence import Evidence
from tests.chaos.checking.found import Found
from tests.chaos.checking.replicas.told import LIVE, last_states, parts, same, same_ids
from tests.chaos.checking.tables import MENTORSHIPS, ORGANISATIONS


def acquaintances_as_profile_knows_them(evidence: Evidence) -> Iterable[Found]:
    """The live mentorships across organisations, with their members."""
    mentorships = last_states(evidence, MENTORSHIPS, "mentorship")
    wanted = {
        id: each
        for id, each in mentorships.items()
        if each["status"] in LIVE and len({member["organisation_id"] for member in each["members"]}) > 1
    }
    there = evidence.states("profile", "acquaintances")
    yield from same_ids("profile: acquaintances", wanted, there)
    for id in wanted.keys() & there.keys():
        yield from same("profile: acquaintances", id, parts(wanted[id]["members"]), parts(there[id]["members"]))
        begun = wanted[id]["status"] != "proposed"
        yield from same("profile: acquaintances", f"{id}'s begin", begun, there[id]["has_begun"])


def ties_as_profile_knows_them(evidence: Evidence) -> Iterable[Found]:
    """The agreements that are active."""
    agreements = last_states(evidence, ORGANISATIONS, "agreement")
    wanted = (id for id, each in agreements.items() if each["status"] == "active")
    return same_ids("profile: ties", wanted, evidence.states("profile", "ties"))
