"""The wiring of scheduling."""

from services.chassis.service import Service
from services.scheduling.api import router
from services.scheduling.domain.calendar import Calendar
from services.scheduling.domain.mentorship import KnownMentorship
from services.scheduling.domain.overdue import LapseProposal, NoteMissed, lapse_proposal, note_missed
from services.scheduling.domain.session import PlannedSession
from services.scheduling.measures import MEASURES, TALLIES
from services.scheduling.reactions import REACTIONS
from services.scheduling.store import INDEXES

SERVICE = Service(
    name="scheduling",
    describes="Calendars, sessions and attendance: nobody is ever in two sessions at once.",
    kinds=(PlannedSession, Calendar, KnownMentorship),
    router=router,
    reactions=REACTIONS,
    reminders={LapseProposal: lapse_proposal, NoteMissed: note_missed},
    indexes=INDEXES,
    tallies=TALLIES,
    measures=MEASURES,
)
