"""Which events of other services scheduling listens to, and which rule answers each."""

from collections.abc import Mapping

from mentormesh_contracts import Event
from mentormesh_contracts.mentorships import (
    MentorshipAccepted,
    MentorshipApproved,
    MentorshipCompleted,
    MentorshipDeclined,
    MentorshipEnded,
    MentorshipExpired,
    MentorshipLapsed,
    MentorshipMemberLeft,
    MentorshipPaused,
    MentorshipProposed,
    MentorshipResumed,
    MentorshipStarted,
    MentorshipTakenIntoProgramme,
)
from mentormesh_contracts.people import PersonErased, PersonLeft, PersonRegistered, PersonReturned
from services.chassis.writer.work import Reaction
from services.scheduling.domain.follow_mentorship import follow_mentorship
from services.scheduling.domain.follow_person import close_calendar, erase_calendar, open_calendar

REACTIONS: Mapping[type[Event], Reaction] = {
    PersonRegistered: open_calendar,
    PersonReturned: open_calendar,
    PersonLeft: close_calendar,
    PersonErased: erase_calendar,
    MentorshipProposed: follow_mentorship,
    MentorshipApproved: follow_mentorship,
    MentorshipAccepted: follow_mentorship,
    MentorshipDeclined: follow_mentorship,
    MentorshipExpired: follow_mentorship,
    MentorshipLapsed: follow_mentorship,
    MentorshipStarted: follow_mentorship,
    MentorshipMemberLeft: follow_mentorship,
    MentorshipPaused: follow_mentorship,
    MentorshipResumed: follow_mentorship,
    MentorshipCompleted: follow_mentorship,
    MentorshipEnded: follow_mentorship,
    MentorshipTakenIntoProgramme: follow_mentorship,
}
