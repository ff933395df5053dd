"""The people of the files as participants of a programme, in a network where everybody shares with everybody."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from itertools import combinations

from cli.match.attributes import attributes_of, references_of
from cli.match.ids import Ids
from cli.match.sheet import Row
from mentormesh_contracts.organisations import Agreement, Share
from mentormesh_contracts.people import Person
from mentormesh_contracts.programmes import Enrolment, Policy, Programme, Structure
from mentormesh_contracts.vocabulary import AgreementStatus, ProgrammeKind, Role
from services.matching.domain.participants.participant import Participant
from services.matching.domain.rules.hours import monday_of
from services.matching.domain.rules.pair import Ground
from services.matching.domain.ties.sharing import Ties
from services.matching.domain.ties.tie import Tie, tie_id

PROGRAMME = "spreadsheets"
EVERYTHING = Share(roles=tuple(Role))


def participant_of(external_id: str, rows: Mapping[Role, Row], ids: Ids, now: datetime) -> Participant:
    """A person, enrolled in the role of each row. Raises ValidationError if the rows cannot be joined."""
    named = {
        attribute: tuple(ids.person(name) for name in names if ids.knows(name) and name != external_id)
        for attribute, names in references_of(rows).items()
    }
    person = Person.model_validate(
        {
            **attributes_of(rows),
            **named,
            "id": ids.person(external_id),
            "organisation_id": ids.organisation(next(iter(rows.values())).organisation),
            "roles": tuple(Role.MENTEE if role is Role.PEER else role for role in rows),
            "registered_at": now,
            "changed_at": now,
        }
    )
    enrolments = tuple(Enrolment(programme_id=PROGRAMME, role=role, enrolled_at=now) for role in rows)
    return Participant(id=person.id, person=person, enrolments=enrolments)


def ground_for(kind: ProgrammeKind, policy: Policy, organisations: Iterable[str], week: date) -> Ground:
    """A programme of that kind, open to all of these organisations (by our ids)."""
    now = noon_of(week)
    names = sorted(set(organisations))
    programme = Programme(
        id=PROGRAMME,
        organisation_id=names[0],
        kind=kind,
        title="Spreadsheets",
        open_to_partners=True,
        policy=policy,
        structure=Structure(),
        opened_at=now,
        changed_at=now,
    )
    ties = (_tie(one, other, now) for one, other in combinations(names, 2))
    return Ground(programme, policy, Ties({tie.id: tie for tie in ties}, now), monday_of(now))


def noon_of(day: date) -> datetime:
    """In UTC."""
    return datetime.combine(day, time(12), UTC)


def _tie(one: str, other: str, now: datetime) -> Tie:
    """Not validated: there may be hundreds of thousands, all alike."""
    agreement = Agreement.model_construct(
        id=f"{one}:{other}",
        offered_by=one,
        offered_to=other,
        gives=EVERYTHING,
        receives=EVERYTHING,
        status=AgreementStatus.ACTIVE,
        offered_at=now,
        answered_at=now,
    )
    return Tie.model_construct(id=tie_id(one, other), between=(one, other), agreements=(agreement,))
