"""Somebody of another organisation, if an agreement lets them be found."""

from datetime import datetime

from mentormesh_contracts.vocabulary import Role
from services.deciding import Needing, Unknown, need
from services.matching.domain.participants.participant import Participant
from services.matching.domain.programmes.programme import MentoringProgramme
from services.matching.domain.ties.sharing import Side, ties_among


def candidate(
    programme: MentoringProgramme, seeker: Side, person_id: str, role: Role, now: datetime, field: str
) -> Needing[Participant]:
    """A person who takes this role in the programme and may be met from that side.

    Raises Unknown for anybody else, in the same words as if there were none: that they exist is not told.
    """
    found = yield from need(Participant, person_id)
    if found is None:
        raise Unknown(Participant.KIND, person_id, field=field)
    organisations = (programme.public.organisation_id, seeker.organisation_id, found.organisation_id)
    ties = yield from ties_among(organisations, now)
    may_be_met = ties.allow(programme.public, seeker, Side(found.organisation_id, role))
    is_own = found.organisation_id == seeker.organisation_id
    if not may_be_met or not (is_own or found.enrolment(programme.id, role)):
        raise Unknown(Participant.KIND, person_id, field=field)
    return found
