"""An organisation's own people."""

from services.deciding import Needing, Unknown, need
from services.matching.domain.participants.participant import Participant


def own_participant(organisation_id: str, person_id: str, field: str = "person_id") -> Needing[Participant]:
    """The organisation's own person. Raises Unknown for any other, in the same words as if there were none."""
    participant = yield from need(Participant, person_id)
    if participant is None or participant.organisation_id != organisation_id:
        raise Unknown(Participant.KIND, person_id, field=field)
    return participant
