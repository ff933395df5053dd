"""Which programmes an organisation may see: its own, and those that an agreement opens to it."""

from datetime import datetime

from services.deciding import Needing, Unknown, consult, require
from services.matching.domain.programmes.programme import MentoringProgramme
from services.matching.domain.ties.sharing import ties_among


def own_programme(organisation_id: str, programme_id: str) -> Needing[MentoringProgramme]:
    """The organisation's own programme. Raises Unknown for any other."""
    programme = yield from require(MentoringProgramme, programme_id)
    if programme.public.organisation_id != organisation_id:
        raise Unknown(MentoringProgramme.KIND, programme_id)
    return programme


def consulted_programme(programme_id: str) -> Needing[MentoringProgramme]:
    """The programme, not guarded: many decisions refer to it at once, and it hardly changes. Raises Unknown."""
    programme = yield from consult(MentoringProgramme, programme_id)
    if programme is None:
        raise Unknown(MentoringProgramme.KIND, programme_id)
    return programme


def visible_programme(organisation_id: str, programme_id: str, now: datetime) -> Needing[MentoringProgramme]:
    """Its own programme or one that is shared with it. Raises Unknown for any other."""
    programme = yield from consulted_programme(programme_id)
    ties = yield from ties_among((organisation_id, programme.public.organisation_id), now)
    if not ties.admit(programme.public, organisation_id):
        raise Unknown(MentoringProgramme.KIND, programme_id)
    return programme
