"""The one table of topics: who writes them, what is in them, how they are kept."""

from dataclasses import dataclass
from datetime import timedelta

from mentormesh_contracts import (
    credentials,
    feedback,
    mentorships,
    operations,
    organisations,
    people,
    programmes,
    sessions,
)
from mentormesh_contracts.fact import Event

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Topic:
    """A stream of aggregates. The key of each record is its aggregate's id; partitions never change."""

    name: str
    owner: str
    """The service that publishes to it; `*` for every service."""
    describes: str
    events: tuple[type[Event], ...]
    partitions: int = 16
    compacted: bool = True
    """Compacted topics keep the last event of each key for ever."""
    history: timedelta = 30 * DAY
    """How long every event is kept: the compaction lag, or the retention of a topic that is not compacted."""

    @property
    def configuration(self) -> dict[str, str]:
        """Topic settings in Kafka's own names (milliseconds)."""
        history = str(int(self.history.total_seconds() * 1000))
        if self.compacted:
            return {"cleanup.policy": "compact", "min.compaction.lag.ms": history}
        return {"cleanup.policy": "delete", "retention.ms": history}


ORGANISATIONS = Topic(
    "mentormesh.organisations.v1",
    "partners",
    "Organisations and sharing agreements.",
    (
        organisations.OrganisationJoined,
        organisations.OrganisationChanged,
        organisations.OrganisationLeft,
        organisations.AgreementOffered,
        organisations.AgreementAccepted,
        organisations.AgreementDeclined,
        organisations.AgreementEnded,
    ),
    partitions=4,
)
CREDENTIALS = Topic(
    "mentormesh.credentials.v1",
    "partners",
    "API keys: issued, rotated, revoked.",
    (credentials.CredentialIssued, credentials.CredentialRotated, credentials.CredentialRevoked),
    partitions=4,
)
PEOPLE = Topic(
    "mentormesh.people.v1",
    "profile",
    "People: ids and matching attributes.",
    (people.PersonRegistered, people.PersonChanged, people.PersonLeft, people.PersonReturned, people.PersonErased),
)
PROGRAMMES = Topic(
    "mentormesh.programmes.v1",
    "matching",
    "Programmes, their participants and cycles.",
    (
        programmes.ProgrammeOpened,
        programmes.PolicyRevised,
        programmes.ProgrammeClosed,
        programmes.ParticipantEnrolled,
        programmes.ParticipantWithdrew,
        programmes.CycleStarted,
        programmes.CycleCompleted,
        programmes.CycleAudited,
        programmes.CycleFailed,
    ),
)
MENTORSHIPS = Topic(
    "mentormesh.mentorships.v1",
    "matching",
    "Mentorships from proposal to closure.",
    (
        mentorships.MentorshipProposed,
        mentorships.MentorshipApproved,
        mentorships.MentorshipAccepted,
        mentorships.MentorshipDeclined,
        mentorships.MentorshipMemberLeft,
        mentorships.MentorshipExpired,
        mentorships.MentorshipLapsed,
        mentorships.MentorshipStarted,
        mentorships.MentorshipPaused,
        mentorships.MentorshipResumed,
        mentorships.MentorshipCompleted,
        mentorships.MentorshipEnded,
        mentorships.MentorshipTakenIntoProgramme,
    ),
)
SESSIONS = Topic(
    "mentormesh.sessions.v1",
    "scheduling",
    "Sessions from proposal to attendance.",
    (
        sessions.SessionProposed,
        sessions.SessionBooked,
        sessions.SessionRescheduled,
        sessions.SessionAttendeeLeft,
        sessions.SessionCancelled,
        sessions.SessionHeld,
        sessions.SessionMissed,
    ),
)
FEEDBACK = Topic(
    "mentormesh.feedback.v1",
    "feedback",
    "Goals, feedback given, quality scores and risk.",
    (
        feedback.GoalSet,
        feedback.GoalWorkedOn,
        feedback.GoalReached,
        feedback.GoalDropped,
        feedback.IntroductionMade,
        feedback.ProblemWasSolved,
        feedback.FeedbackGiven,
        feedback.ScoresChanged,
        feedback.RiskOpened,
        feedback.RiskClosed,
    ),
)
OPERATIONS = Topic(
    "mentormesh.operations.v1",
    "*",
    "Records that a service could not process; what it erased of a person.",
    (operations.RecordDeadLettered, operations.RecordParked, operations.ErasureCarriedOut),
    partitions=4,
    compacted=False,
)

TOPICS: tuple[Topic, ...] = (
    ORGANISATIONS,
    CREDENTIALS,
    PEOPLE,
    PROGRAMMES,
    MENTORSHIPS,
    SESSIONS,
    FEEDBACK,
    OPERATIONS,
)
EVENTS: dict[str, type[Event]] = {event.TYPE: event for topic in TOPICS for event in topic.events}
TOPIC_OF: dict[type[Event], Topic] = {event: topic for topic in TOPICS for event in topic.events}
