"""What organisations have to do with each other's people, as the topics tell it. The rows of the design's table."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cli.verify.history import History
from mentormesh_contracts.mentorships import Member, Mentorship
from mentormesh_contracts.organisations import Agreement
from mentormesh_contracts.people import Person
from mentormesh_contracts.programmes import Programme
from mentormesh_contracts.vocabulary import AgreementStatus, MentorshipStatus

BEGUN = (MentorshipStatus.ACTIVE, MentorshipStatus.PAUSED)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a partner may see of somebody beyond that they exist."""

    attributes: bool
    """Goals, skills, disciplines, experience, languages, hours."""
    contact: bool
    """Name and contact, if the person consented."""


class Relations:
    """Between every organisation and every other one's person, now."""

    def __init__(self, history: History) -> None:
        self._history = history

    def of(self, viewer: str, person_id: str) -> Relation | None:
        """What the viewer may see of another organisation's person; None: not even that they exist."""
        return self.between.get((viewer, person_id))

    @cached_property
    def between(self) -> dict[tuple[str, str], Relation]:
        """By viewing organisation and person, wherever there is a relation."""
        found: dict[tuple[str, str], Relation] = {}
        for life in self._history.lives(Mentorship).values():
            if life.last.is_live:
                for viewer, member in _across(life.last):
                    before = found.get((viewer, member.person_id), Relation(False, False))
                    seen = self._through(life.last, viewer, member)
                    both = Relation(before.attributes or seen.attributes, before.contact or seen.contact)
                    found[viewer, member.person_id] = both
        return found

    def _through(self, mentorship: Mentorship, viewer: str, member: Member) -> Relation:
        if mentorship.status in BEGUN:
            return Relation(True, True)
        shared = any(
            member.role in each.share_of(member.organisation_id).roles
            for each in self.agreements(viewer, member.organisation_id)
        )
        approved = {each.organisation_id for each in mentorship.approvals if each.approved_at}
        return Relation(shared, {viewer, member.organisation_id} <= approved)

    def agreements(self, one: str, other: str) -> list[Agreement]:
        """Those in force between the two now, by their last event."""
        return [
            life.last
            for life in self._history.lives(Agreement).values()
            if life.last.status is AgreementStatus.ACTIVE
            and {one, other} == {life.last.offered_by, life.last.offered_to}
        ]

    def ever_agreed(self, one: str, other: str) -> bool:
        """Whether there ever was an offer between the two, whatever came of it."""
        lives = self._history.lives(Agreement).values()
        return any({one, other} == {life.last.offered_by, life.last.offered_to} for life in lives)

    def shares(self, programme: Programme, viewer: str) -> bool:
        """Whether another organisation's programme is open to the viewer."""
        listed = [
            agreement.share_of(programme.organisation_id).programmes
            for agreement in self.agreements(programme.organisation_id, viewer)
        ]
        return programme.open_to_partners and any(each is None or programme.id in each for each in listed)

    def home(self, person_id: str) -> str | None:
        """The organisation of a person."""
        life = self._history.lives(Person).get(person_id)
        return life.last.organisation_id if life else None


def _across(mentorship: Mentorship) -> Iterator[tuple[str, Member]]:
    for viewer in mentorship.organisations:
        for member in mentorship.members:
            if member.organisation_id != viewer:
                yield viewer, member
