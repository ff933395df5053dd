"""What this service listens to: who may see whom follows from mentorships and agreements."""

from collections.abc import Mapping

from mentormesh_contracts import Event
from mentormesh_contracts.organisations import (
    AgreementAccepted,
    AgreementDeclined,
    AgreementEnded,
    AgreementOffered,
)
from mentormesh_contracts.topics import MENTORSHIPS
from services.chassis.writer.work import Reaction
from services.profile.domain.sight.acquaintance import acquaint
from services.profile.domain.sight.tie import tie

REACTIONS: Mapping[type[Event], Reaction] = {
    **dict.fromkeys(MENTORSHIPS.events, acquaint),
    AgreementOffered: tie,
    AgreementAccepted: tie,
    AgreementDeclined: tie,
    AgreementEnded: tie,
}
