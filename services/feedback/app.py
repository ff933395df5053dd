"""The wiring of this service."""

from services.chassis.service import Service
from services.feedback.api import router
from services.feedback.domain.answers import Answers
from services.feedback.domain.erase import ErasedPerson
from services.feedback.domain.goal import PursuedGoal
from services.feedback.domain.held_session import HeldSession
from services.feedback.domain.outcomes import Outcomes
from services.feedback.domain.rated_mentor import RatedMentor
from services.feedback.domain.record import RecordedIntroduction, RecordedProblem
from services.feedback.domain.relationship import Relationship
from services.feedback.domain.risk import NoteNoSession, note_no_session
from services.feedback.erasing import ERASER
from services.feedback.measures import MEASURES, TALLIES
from services.feedback.reactions import REACTIONS
from services.feedback.store import INDEXES

SERVICE = Service(
    name="feedback",
    describes="Goals and their progress, answers, quality scores, benefits, health and risk.",
    kinds=(
        Relationship,
        HeldSession,
        PursuedGoal,
        RecordedIntroduction,
        RecordedProblem,
        Answers,
        RatedMentor,
        Outcomes,
        ErasedPerson,
    ),
    router=router,
    reactions=REACTIONS,
    reminders={NoteNoSession: note_no_session},
    indexes=INDEXES,
    tallies=TALLIES,
    measures=MEASURES,
    eraser=ERASER,
)
