"""What a match may rest on: the agreements, the programme, and the people as they were when it was proposed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from cli.verify.history import History
from cli.verify.tolerance import LAG, SKEW
from mentormesh_contracts.mentorships import Member, Mentorship
from mentormesh_contracts.organisations import Agreement
from mentormesh_contracts.people import Person
from mentormesh_contracts.programmes import Cycle, Policy, Programme
from mentormesh_contracts.vocabulary import AgreementStatus


@dataclass(frozen=True)
class Grounds:
    """Looks back: what was true at a time, or so shortly before that a replica may not have heard otherwise."""

    history: History

    def agreements(self, one: str, other: str, at: datetime) -> list[Agreement]:
        """Those in force between two organisations."""
        lives = self.history.lives(Agreement).values()
        return [
            agreement
            for life in lives
            if {one, other} == {life.last.offered_by, life.last.offered_to}
            for agreement in life.during(at - LAG, at + SKEW)
            if agreement.status is AgreementStatus.ACTIVE
            and (agreement.valid_until is None or agreement.valid_until > at - SKEW)
        ]

    def people(self, person_id: str, at: datetime) -> tuple[Person, ...]:
        """What the person had declared."""
        life = self.history.lives(Person).get(person_id)
        return life.during(at - LAG, at + SKEW) if life else ()

    def programmes(self, programme_id: str, at: datetime) -> tuple[Programme, ...]:
        """How the programme stood; its own service decides by it, so that only clocks may differ."""
        life = self.history.lives(Programme).get(programme_id)
        return life.during(at - SKEW, at + SKEW) if life else ()

    def policies(self, proposed: Mentorship, at: datetime) -> list[Policy]:
        """The policy that it was proposed under: of its cycle the revision that ran, else the one in force."""
        life = self.history.lives(Programme).get(proposed.programme_id)
        cycle = self.history.lives(Cycle).get(proposed.cycle_id or "")
        if life is None:
            return []
        if cycle is None:
            return [programme.policy for programme in life.during(at - SKEW, at + SKEW)]
        revisions = (moment.after.policy for moment in life.moments)
        return [policy for policy in revisions if policy.version == cycle.last.policy_version]


def strangers(members: Iterable[Member]) -> list[tuple[Member, Member]]:
    """Each two members of different organisations."""
    return [(one, other) for one, other in combinations(members, 2) if one.organisation_id != other.organisation_id]
