"""What the README says: who publishes what, and who listens to what."""

from collections.abc import Mapping

ORGANISATIONS, CREDENTIALS = "mentormesh.organisations.v1", "mentormesh.credentials.v1"
PEOPLE, PROGRAMMES, MENTORSHIPS = "mentormesh.people.v1", "mentormesh.programmes.v1", "mentormesh.mentorships.v1"
SESSIONS, FEEDBACK, OPERATIONS = "mentormesh.sessions.v1", "mentormesh.feedback.v1", "mentormesh.operations.v1"
OWNS: Mapping[str, tuple[str, ...]] = {
    "partners": (ORGANISATIONS, CREDENTIALS),
    "profile": (PEOPLE,),
    "matching": (PROGRAMMES, MENTORSHIPS),
    "scheduling": (SESSIONS,),
    "feedback": (FEEDBACK,),
}
LISTENS: Mapping[str, tuple[str, ...]] = {
    "partners": (OPERATIONS, CREDENTIALS),
    "profile": (ORGANISATIONS, MENTORSHIPS, CREDENTIALS),
    "matching": (ORGANISATIONS, PEOPLE, FEEDBACK, CREDENTIALS),
    "scheduling": (PEOPLE, MENTORSHIPS, CREDENTIALS),
    "feedback": (MENTORSHIPS, SESSIONS, CREDENTIALS),
}
OF_THE_RUNTIME = frozenset({"outbox", "seen", "answers", "held", "leases", "reminders", "sandbox"})
"""Collections that hold no aggregates."""
