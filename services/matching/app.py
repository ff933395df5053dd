"""The wiring of matching."""

from services.chassis.service import Service
from services.matching.api import router
from services.matching.cycle_work.worker import work_on_cycles
from services.matching.domain.cycles.cycle import Cycle, CycleTurn
from services.matching.domain.cycles.left_out import LeftOut
from services.matching.domain.cycles.plan_part import PlanPart
from services.matching.domain.cycles.publish import CycleAudit
from services.matching.domain.cycles.receipt import Receipt, ReceiptPart
from services.matching.domain.cycles.replay import Replay
from services.matching.domain.mentorships.expire import expire
from services.matching.domain.mentorships.expiry import ExpireProposal
from services.matching.domain.mentorships.lapse import LapseProposal, lapse
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.mentorships.part_with import PartWith, part_with
from services.matching.domain.mentorships.pass_on import PassOn, pass_on
from services.matching.domain.mentorships.planned_end import CompleteAsPlanned, complete_as_planned
from services.matching.domain.participants.participant import Participant
from services.matching.domain.programmes.close import CloseProgramme, close_programme
from services.matching.domain.programmes.organisation import KnownOrganisation
from services.matching.domain.programmes.programme import MentoringProgramme
from services.matching.domain.rulings.ruling import Pinned, Ruling
from services.matching.domain.ties.places import AgreementPlaces
from services.matching.domain.ties.tie import Tie
from services.matching.erasing import ERASER
from services.matching.measures import MEASURES, TALLIES
from services.matching.reactions import REACTIONS
from services.matching.recommending.feed import keep_index
from services.matching.store import INDEXES

SERVICE = Service(
    name="matching",
    describes="Programmes, policies, cycles, proposals and mentorships, and the places that they take.",
    kinds=(
        MentoringProgramme,
        KnownOrganisation,
        Participant,
        Tie,
        AgreementPlaces,
        Mentorship,
        Cycle,
        CycleTurn,
        LeftOut,
        PlanPart,
        CycleAudit,
        Receipt,
        ReceiptPart,
        Replay,
        Ruling,
        Pinned,
    ),
    router=router,
    reactions=REACTIONS,
    reminders={
        ExpireProposal: expire,
        LapseProposal: lapse,
        PassOn: pass_on,
        PartWith: part_with,
        CompleteAsPlanned: complete_as_planned,
        CloseProgramme: close_programme,
    },
    indexes=INDEXES,
    workers=(work_on_cycles,),
    eraser=ERASER,
    copies=(keep_index,),
    tallies=TALLIES,
    measures=MEASURES,
)
