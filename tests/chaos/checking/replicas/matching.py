"""Matching's: people and their scores, ties and places."""

from collections import Counter
from collections.abc import Iterable

from tests.chaos.checking.evidence import Evidence
from tests.chaos.checking.found import Found
from tests.chaos.checking.replicas.told import LIVE, last_states, same, same_ids
from tests.chaos.checking.tables import FEEDBACK, MENTORSHIPS, ORGANISATIONS, PEOPLE


def people_as_matching_knows_them(evidence: Evidence) -> Iterable[Found]:
    """Each participant is the person, with the scores, that was told of last."""
    rule = "matching: people"
    participants = evidence.states("matching", "participants")
    people, scores = last_states(evidence, PEOPLE, "person"), last_states(evidence, FEEDBACK, "scores")
    yield from same_ids(rule, people, participants)
    for id in people.keys() & participants.keys():
        yield from same(rule, id, people[id], participants[id]["person"])
        wanted = scores[id]["scores"] if id in scores else []
        yield from same(f"{rule}: scores", id, wanted, participants[id]["scores"])


def places_that_are_taken(evidence: Evidence) -> Iterable[Found]:
    """A mentor's places are taken by the live mentorships, and each mentee and peer is in the one that holds them."""
    live = {id: each for id, each in last_states(evidence, MENTORSHIPS, "mentorship").items() if each["status"] in LIVE}
    wanted = Counter((member["person_id"], id) for id, each in live.items() for member in each["members"])
    there: Counter[tuple[str, str]] = Counter()
    for id, participant in evidence.states("matching", "participants").items():
        there.update((id, each["mentorship_id"]) for each in participant["mentoring"])
        there.update((id, each["mentorship_id"]) for each in participant["enrolments"] if each["mentorship_id"])
    for id, mentorship in wanted.keys() | there.keys():
        what = f"places of {id} for {mentorship}"
        yield from same("matching: places", what, wanted[id, mentorship], there[id, mentorship])


def ties_as_matching_knows_them(evidence: Evidence) -> Iterable[Found]:
    """The agreements that are active."""
    agreements = last_states(evidence, ORGANISATIONS, "agreement")
    wanted = (id for id, each in agreements.items() if each["status"] == "active")
    ties = evidence.states("matching", "ties").values()
    yield from same_ids("matching: ties", wanted, (each["id"] for tie in ties for each in tie["agreements"]))
