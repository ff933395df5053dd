"""What a mentee asks the index for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from mentormesh_contracts.programmes import Programme
from services.matching.cohort.gather import rules
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.pair import PAIR
from services.matching.engine.ranking.sought import Sought
from services.matching.recommending.index import Index
from services.matching.recommending.named import As
from services.matching.recommending.offered import opened
from services.matching.recommending.rows import row_of


@dataclass(frozen=True)
class Asking:
    """A mentee who looks for a mentor in a programme."""

    mentee: Participant
    programme: Programme
    vetoed: Collection[str]
    now: datetime


def sought(index: Index, asking: Asking) -> Sought:
    """The question in the index's numbers."""
    mentee, programme = asking.mentee, asking.programme
    row = row_of(mentee, index.vocabulary, index.monday)
    return Sought(
        mentee=row,
        rules=rules(programme.policy, PAIR),
        programme=index.vocabulary.programmes.number(programme.id),
        opened=opened(index, programme, mentee.organisation_id, asking.now),
        screening_required=programme.policy.screening_required,
        barred=_barred(index, asking),
        preferred=_positions(index, mentee.person.preferred),
        preferred_by=index.named.positions(As.PREFERRED, mentee.id),
    )


def _barred(index: Index, asking: Asking) -> set[int]:
    mentee, programme_id = asking.mentee, asking.programme.id
    named, person = index.named, mentee.person
    met = (each.person_id for each in mentee.encounters if each.programme_id == programme_id)
    said = _positions(index, (mentee.id, *asking.vetoed, *person.never_with, *person.reporting_line, *met))
    return {
        *said,
        *named.positions(As.NEVER, mentee.id),
        *named.positions(As.MANAGER, mentee.id),
        *named.positions(As.MET, mentee.id, programme_id),
    }


def _positions(index: Index, people: Iterable[str]) -> list[int]:
    return [position for position in map(index.position, people) if position is not None]
