"""What this service listens to, and which rule answers."""

from collections.abc import Mapping

from mentormesh_contracts import Event
from mentormesh_contracts.mentorships import (
    MentorshipCompleted,
    MentorshipEnded,
    MentorshipMemberLeft,
    MentorshipPaused,
    MentorshipResumed,
    MentorshipStarted,
    MentorshipTakenIntoProgramme,
)
from mentormesh_contracts.people import PersonErased
from mentormesh_contracts.sessions import SessionHeld, SessionMissed
from services.chassis.writer.work import Reaction
from services.feedback.domain.erase import person_erased
from services.feedback.domain.follow_mentorship import follow_mentorship
from services.feedback.domain.hear_sessions import hear_session_held, hear_session_missed

# Proposals are none of this service's business: it knows a mentorship from its start on.
REACTIONS: Mapping[type[Event], Reaction] = {
    MentorshipStarted: follow_mentorship,
    MentorshipPaused: follow_mentorship,
    MentorshipResumed: follow_mentorship,
    MentorshipCompleted: follow_mentorship,
    MentorshipEnded: follow_mentorship,
    MentorshipMemberLeft: follow_mentorship,
    MentorshipTakenIntoProgramme: follow_mentorship,
    PersonErased: person_erased,
    SessionHeld: hear_session_held,
    SessionMissed: hear_session_missed,
}
