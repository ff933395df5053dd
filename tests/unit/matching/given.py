"""States to begin with: small people, programmes and agreements, with what a test does not care about filled in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any, TypeVar

from mentormesh_contracts.fact import Identifier
from mentormesh_contracts.mentorships import Mentorship as PublicMentorship
from mentormesh_contracts.organisations import Agreement, AgreementAccepted, Share
from mentormesh_contracts.people import Person, WeeklyHours
from mentormesh_contracts.programmes import Enrolment, Policy, Programme, Structure
from mentormesh_contracts.vocabulary import (
    AgreementStatus,
    Goal,
    ProgrammeKind,
    Quality,
    Role,
    Weekday,
)
from services.deciding import Aggregate, Context, Deciding, Decision
from services.deciding.trial import decide
from services.matching.domain.participants.participant import Participant
from services.matching.domain.programmes.programme import MentoringProgramme
from services.matching.domain.ties.hear import agreement_accepted

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
EVENINGS = tuple(WeeklyHours(day=day, start=time(18), end=time(20)) for day in (Weekday.MONDAY, Weekday.THURSDAY))
A = TypeVar("A", bound=Aggregate)


def person(id: Identifier, organisation_id: Identifier = "acme", **said: Any) -> Person:
    """A person who is ready for anything."""
    usual: dict[str, Any] = {
        "roles": (Role.MENTOR, Role.MENTEE),
        "goals_sought": (Goal.CAREER_DEVELOPMENT,),
        "goals_offered": (Goal.CAREER_DEVELOPMENT,),
        "disciplines": {"physics": 3.0},
        "languages": ("en",),
        "weekly_hours": EVENINGS,
        "places_offered": 2,
        "wished_qualities": {Quality.COMMUNICATION: 1.0},
    }
    times: dict[str, Any] = {"registered_at": NOW, "changed_at": NOW}
    return Person(id=id, organisation_id=organisation_id, **{**usual, **said}, **times)


def enrolled(id: str, role: Role, organisation_id: str = "acme", programme: str = "p", **said: Any) -> Participant:
    """A participant in one programme. A mentor has ten years of experience, a mentee three."""
    if role is Role.MENTOR:
        said.setdefault("disciplines", {"physics": 10.0})
    enrolment = Enrolment(programme_id=programme, role=role, enrolled_at=NOW)
    return Participant(id=id, person=person(id, organisation_id, **said), enrolments=(enrolment,))


def mentor(id: str = "mentor", organisation_id: str = "acme", **said: Any) -> Participant:
    """A mentor in programme p."""
    return enrolled(id, Role.MENTOR, organisation_id, **said)


def mentee(id: str = "mentee", organisation_id: str = "acme", **said: Any) -> Participant:
    """A mentee in programme p."""
    return enrolled(id, Role.MENTEE, organisation_id, **said)


def peer(id: str, organisation_id: str = "acme", **said: Any) -> Participant:
    """A peer in programme p."""
    return enrolled(id, Role.PEER, organisation_id, **said)


def programme(
    kind: ProgrammeKind = ProgrammeKind.FORMAL,
    organisation_id: str = "acme",
    id: str = "p",
    policy: Policy | None = None,
    **facts: Any,
) -> MentoringProgramme:
    """A programme that is open to partners."""
    structure = facts.pop("structure", Structure())
    public = Programme(
        id=id,
        organisation_id=organisation_id,
        kind=kind,
        title="A programme",
        policy=policy or Policy(),
        structure=structure,
        opened_at=NOW,
        changed_at=NOW,
        **{"open_to_partners": True, **facts},
    )
    return MentoringProgramme(id=id, public=public)


def agreement(one: str = "acme", other: str = "bolt", **terms: Any) -> Agreement:
    """An active agreement."""
    return Agreement(
        id=terms.pop("id", f"{one}-{other}"),
        offered_by=one,
        offered_to=other,
        gives=terms.pop("gives", Share()),
        receives=terms.pop("receives", Share()),
        status=AgreementStatus.ACTIVE,
        offered_at=NOW,
        answered_at=NOW,
        **terms,
    )


def joined(terms: Agreement) -> list[Aggregate]:
    """What is known once an agreement was accepted: the tie, and the places in both directions."""
    decision = decide(agreement_accepted(AgreementAccepted(after=terms), context()))
    return [change.state for change in decision.changes]


def context() -> Context:
    """A context in which no new ids are needed."""
    return Context(now=NOW, new_id=lambda: "new")


@dataclass
class World:
    """States that decisions follow one another on, as the chassis would keep them."""

    states: dict[tuple[type[Aggregate], str], Aggregate] = field(default_factory=dict)
    now: datetime = NOW
    told: list[Any] = field(default_factory=list)
    reminders: dict[str, tuple[datetime, Any]] = field(default_factory=dict)
    issued: list[str] = field(default_factory=lambda: ["the first id is new-1"])

    @classmethod
    def of(cls, *states: Aggregate | Iterable[Aggregate]) -> "World":
        """A world in which these exist."""
        world = cls()
        for state in states:
            for each in [state] if isinstance(state, Aggregate) else state:
                world.states[type(each), each.id] = each
        return world

    def context(self) -> Context:
        """The world's time, and ids of its own."""
        return Context(now=self.now, new_id=self._issue)

    def _issue(self) -> str:
        self.issued.append(f"new-{len(self.issued)}")
        return self.issued[-1]

    def does(self, deciding: Deciding) -> Decision:
        """Decide and keep what came of it. Raises the refusal."""
        decision = decide(deciding, self.states.values(), self.issued)
        for change in decision.changes:
            key = (type(change.state), change.state.id)
            if change.removed:
                del self.states[key]
            else:
                self.states[key] = change.state
        for id in decision.forgotten:
            self.reminders.pop(id, None)
        for reminder in decision.reminders:
            self.reminders[reminder.id] = (reminder.due, reminder.command)
        self.told += decision.events
        return decision

    def passes(self, duration: timedelta) -> None:
        """Time goes by."""
        self.now += duration

    def get(self, kind: type[A], id: str) -> A:
        """The state as it is now."""
        state = self.states[kind, id]
        assert isinstance(state, kind)
        return state


def names(events: Iterable[Any]) -> list[str]:
    """The last words of event types: `mentorship.started`."""
    return [event.TYPE.removeprefix("mentormesh.").removesuffix(".v1") for event in events]


def public(decision: Decision) -> PublicMentorship:
    """The mentorship that a decision tells of."""
    found = decision.answer.public
    assert isinstance(found, PublicMentorship)
    return found
