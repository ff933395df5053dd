"""What matching looks up. Every look beyond the caller's own organisation is a named function here."""

from services.chassis.mongo.indexes import Indexes
from services.matching.domain.cycles.cycle import Cycle
from services.matching.domain.cycles.left_out import LeftOut
from services.matching.domain.cycles.plan_part import PlanPart
from services.matching.domain.cycles.receipt import ReceiptPart
from services.matching.domain.cycles.replay import Replay
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.participants.participant import Participant
from services.matching.domain.programmes.programme import MentoringProgramme
from services.matching.domain.rulings.ruling import Ruling

INDEXES: Indexes = {
    MentoringProgramme: (("audience",), ("status",)),
    Participant: (
        ("programmes",),
        ("seeking_in", "organisation_id"),
        ("waiting_in", "waiting_since", "organisation_id"),
    ),
    Mentorship: (("programme_id", "status"), ("people",), ("cycle_id",), ("status",)),
    Cycle: (("programme_id",), ("status",)),
    LeftOut: (("programme_id", "cycle_id"),),
    PlanPart: (("cycle_id", "number"), ("people",)),
    ReceiptPart: (("people",),),
    Replay: (("outcome",),),
    Ruling: (("programme_id", "people"),),
}
