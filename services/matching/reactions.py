"""What matching listens to."""

from collections.abc import Mapping

from mentormesh_contracts import Event
from mentormesh_contracts.feedback import ScoresChanged
from mentormesh_contracts.organisations import AgreementAccepted, AgreementEnded, OrganisationLeft
from mentormesh_contracts.people import PersonChanged, PersonErased, PersonLeft, PersonRegistered, PersonReturned
from services.chassis.writer.work import Reaction
from services.matching.domain.participants.erase import person_erased
from services.matching.domain.participants.hear import person_heard_of, person_left, scores_changed
from services.matching.domain.programmes.organisation import organisation_left
from services.matching.domain.ties.hear import agreement_accepted, agreement_ended

REACTIONS: Mapping[type[Event], Reaction] = {
    PersonRegistered: person_heard_of,
    PersonChanged: person_heard_of,
    PersonReturned: person_heard_of,
    PersonLeft: person_left,
    PersonErased: person_erased,
    ScoresChanged: scores_changed,
    AgreementAccepted: agreement_accepted,
    AgreementEnded: agreement_ended,
    OrganisationLeft: organisation_left,
}
