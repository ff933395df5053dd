"""What each collection and topic grows with. What grows with organisations or stays small is left out.

How many documents or events belong to a person, a mentorship or a session is counted in the sample network.
"""

from enum import StrEnum

from deploy.sizing.measured import Sample
from deploy.sizing.network import Network


class Driver(StrEnum):
    """Something of a network that there is more of the larger it is."""

    PEOPLE = "people"
    MENTORSHIPS = "mentorships"
    SESSIONS = "sessions"


COUNTED_IN = {
    Driver.PEOPLE: "profile.persons",
    Driver.MENTORSHIPS: "matching.mentorships",
    Driver.SESSIONS: "scheduling.sessions",
}
"""The collection with one document of each."""

GROWS_WITH: dict[str, Driver] = {
    "profile.persons": Driver.PEOPLE,
    "profile.external_ids": Driver.PEOPLE,
    "profile.acquaintances": Driver.MENTORSHIPS,
    "profile.seen": Driver.MENTORSHIPS,
    "matching.participants": Driver.PEOPLE,
    "matching.seen": Driver.SESSIONS,
    "matching.left_out": Driver.PEOPLE,
    "matching.plan_parts": Driver.MENTORSHIPS,
    "matching.receipt_parts": Driver.PEOPLE,
    "matching.mentorships": Driver.MENTORSHIPS,
    "matching.reminders": Driver.MENTORSHIPS,
    "scheduling.calendars": Driver.PEOPLE,
    "scheduling.mentorships": Driver.MENTORSHIPS,
    "scheduling.seen": Driver.PEOPLE,
    "scheduling.sessions": Driver.SESSIONS,
    "scheduling.reminders": Driver.SESSIONS,
    "feedback.relationships": Driver.MENTORSHIPS,
    "feedback.goals": Driver.MENTORSHIPS,
    "feedback.introductions": Driver.MENTORSHIPS,
    "feedback.problems_solved": Driver.MENTORSHIPS,
    "feedback.outcomes": Driver.MENTORSHIPS,
    "feedback.rated_mentors": Driver.MENTORSHIPS,
    "feedback.reminders": Driver.MENTORSHIPS,
    "feedback.held_sessions": Driver.SESSIONS,
    "feedback.answers_given": Driver.SESSIONS,
    "feedback.seen": Driver.SESSIONS,
}
BY_TIME = ("outbox", "answers")
"""What is kept for a time and then removed, in every service."""
SMALL = (
    *("agreements", "credentials", "leases", "organisation_names", "organisations", "relay", "sandbox", "ties"),
    *("agreement_places", "cycle_audits", "cycle_turns", "cycles", "programmes", "receipts", "rulings", "pinned"),
    *(
        "replays",
        "held",
        "intake_stops",
        "erasures",
        "erasure_receipts",
        "erasure_lines",
        "erased_people",
        "revoked_keys",
    ),
)
"""A few for each organisation or cycle, or one a service; of people only those who were erased."""
FEW = ("partners.seen",)
"""The same, where it is so of one service."""

STREAMS: dict[str, Driver] = {
    "people": Driver.PEOPLE,
    "programmes": Driver.PEOPLE,
    "mentorships": Driver.MENTORSHIPS,
    "sessions": Driver.SESSIONS,
    "feedback": Driver.SESSIONS,
}


def counted(sample: Sample) -> dict[Driver, int]:
    """How many of each there were in the sample network."""
    documents = {f"{each.service}.{each.collection}": each.documents for each in sample.collections}
    return {driver: documents[name] for driver, name in COUNTED_IN.items()}


def at_the_end(network: Network) -> dict[Driver, float]:
    """How many of each have been there when the years are over."""
    return {
        Driver.PEOPLE: network.people,
        Driver.MENTORSHIPS: network.mentorships_a_year * network.years,
        Driver.SESSIONS: network.sessions_a_year * network.years,
    }
