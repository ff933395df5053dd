"""People that the profile's tests start from, and a shelf that keeps what was decided."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any, TypeVar

from mentormesh_contracts.people import WeeklyHours
from mentormesh_contracts.vocabulary import Goal, PersonStatus, Quality, Role, Weekday
from services.deciding import Aggregate, Context, Deciding, Decision
from services.deciding.trial import decide
from services.profile.domain.people.declare import Declare, declare
from services.profile.domain.people.person import RegisteredPerson
from services.profile.domain.roster import PersonDeclaration

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=1)

S = TypeVar("S", bound=Aggregate)
_ids = count(1)
IDS = 150

ADA: dict[str, Any] = {
    "external_id": "E-1",
    "name": "Ada Adeyemi",
    "email": "ada@example.org",
    "phone": "+49 30 1234",
    "shares_contact": True,
    "roles": (Role.MENTEE, Role.MENTOR),
    "goals_sought": (Goal.NETWORK_BUILDING,),
    "goals_offered": (Goal.PROBLEM_SOLVING,),
    "strengths": {"python": 4},
    "weaknesses": ("public-speaking",),
    "disciplines": {"data-analysis": 6.0, "statistics": 2.0},
    "languages": ("en", "de"),
    "zone": "Europe/Berlin",
    "weekly_hours": (WeeklyHours(day=Weekday.MONDAY, start=time(9), end=time(12)),),
    "places_offered": 2,
    "wished_qualities": {Quality.COMMUNICATION: 0.5},
    "reporting_line_external_ids": ("E-9",),
    "never_with_external_ids": ("E-8",),
    "preferred_external_ids": ("E-7",),
}


def context(now: datetime = NOW) -> Context:
    return Context(now=now, new_id=lambda: f"new-{next(_ids)}")


def declaration(**changes: Any) -> PersonDeclaration:
    """Ada, as her organisation declares her."""
    return PersonDeclaration(**(ADA | changes))


def barely(external_id: str = "E-1", **more: Any) -> PersonDeclaration:
    """Somebody of whom little is said."""
    return PersonDeclaration(external_id=external_id, name="Somebody", **more)


class Shelf:
    """States as they are after the decisions so far."""

    def __init__(self, states: Iterable[Aggregate] = ()) -> None:
        self._states = {(type(state), state.id): state for state in states}

    def carry_out(self, decider: Callable[[Any, Context], Deciding], message: Any, now: datetime = NOW) -> Decision:
        given = [f"new-{next(_ids)}" for _ in range(IDS)]
        ids = iter(given)
        decision = decide(decider(message, Context(now, lambda: next(ids))), self._states.values(), fresh=given)
        for change in decision.changes:
            address = (type(change.state), change.state.id)
            if change.removed:
                del self._states[address]
            else:
                self._states[address] = change.state
        return decision

    def declared(self, declared: PersonDeclaration, organisation_id: str = "acme", now: datetime = NOW) -> Decision:
        return self.carry_out(declare, Declare(organisation_id=organisation_id, declaration=declared), now)

    def all(self, kind: type[S]) -> list[S]:
        return [state for state in self._states.values() if isinstance(state, kind)]


def ada(**changes: Any) -> RegisteredPerson:
    """Ada, registered."""
    person: RegisteredPerson = Shelf().declared(declaration(**changes)).answer.person
    return person


def gone(state: RegisteredPerson) -> RegisteredPerson:
    return state.model_copy(update={"person": state.person.model_copy(update={"status": PersonStatus.LEFT})})


def event_types(decision: Decision) -> list[str]:
    return [type(event).__name__ for event in decision.events]
