"""A participant: a person with their enrolments and everything that limits a match."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Self

from pydantic import BaseModel, ConfigDict

from mentormesh_contracts.feedback import QualityScore
from mentormesh_contracts.people import Person
from mentormesh_contracts.programmes import Enrolment
from mentormesh_contracts.programmes import Participant as PublicParticipant
from mentormesh_contracts.vocabulary import PersonStatus, Role
from services.deciding import Aggregate, Indexed, Refusal


class PlacesTaken(Refusal):
    """The mentor has no place left."""


class MatchedAlready(Refusal):
    """The person has a live mentorship in this programme, or the two had one before."""


class NotEnrolled(Refusal):
    """The person is not enrolled in this programme in that role."""


class Mentoring(BaseModel):
    """A live mentorship in which the person is the mentor."""

    model_config = ConfigDict(frozen=True)

    mentorship_id: str
    programme_id: str


class Encounter(BaseModel):
    """Somebody whom the person was matched with in a programme, whatever came of it."""

    model_config = ConfigDict(frozen=True)

    programme_id: str
    person_id: str


class Participant(Aggregate):
    """A person as programmes see them; its id is the person's."""

    KIND = "participants"
    HEARD = True
    OWN_FIELDS = ("enrolments", "mentoring", "encounters")

    person: Person
    scores: tuple[QualityScore, ...] = ()
    enrolments: tuple[Enrolment, ...] = ()
    mentoring: tuple[Mentoring, ...] = ()
    """Each holds one of the places offered, from proposal to closure."""
    encounters: tuple[Encounter, ...] = ()

    def organisations(self) -> Iterable[str]:
        """Its own only."""
        return (self.person.organisation_id,)

    def indexed(self) -> Mapping[str, Indexed]:
        """Found by programme, by whether there are places to speak of, and by where a mentorship is looked for."""
        seeking = [each for each in self.enrolments if each.role is not Role.MENTOR] if self.is_active else []
        waiting = [each for each in seeking if each.mentorship_id is None]
        return {
            "programmes": tuple(dict.fromkeys(each.programme_id for each in self.enrolments)),
            "has_places": bool(self.person.places_offered or self.mentoring),
            "organisation_id": self.organisation_id,
            "seeking_in": tuple(each.programme_id for each in seeking),
            "waiting_in": tuple(each.programme_id for each in waiting),
            "waiting_since": min((each.enrolled_at for each in waiting), default=None),
        }

    @property
    def organisation_id(self) -> str:
        """The person's organisation."""
        return self.person.organisation_id

    @property
    def is_active(self) -> bool:
        """Whether the person takes part at all."""
        return self.person.status is PersonStatus.ACTIVE

    @property
    def places_left(self) -> int:
        """Places of a mentor that are free."""
        return max(0, self.person.places_offered - len(self.mentoring)) if self.is_active else 0

    @property
    def public(self) -> PublicParticipant:
        """What events tell."""
        return PublicParticipant(
            id=self.id,
            organisation_id=self.organisation_id,
            enrolments=self.enrolments,
            places_offered=self.person.places_offered,
            places_used=len(self.mentoring),
        )

    def enrolment(self, programme_id: str, role: Role) -> Enrolment | None:
        """The part in a programme, if any."""
        same = (each for each in self.enrolments if each.programme_id == programme_id and each.role is role)
        return next(same, None)

    def takes_role(self, role: Role) -> bool:
        """Whether the person declares the role. Peers are mentors or mentees by declaration."""
        return self.is_active and (bool(self.person.roles) if role is Role.PEER else role in self.person.roles)

    def has_met(self, programme_id: str, person_id: str) -> bool:
        """Whether the two have, or had, a mentorship in this programme."""
        return Encounter(programme_id=programme_id, person_id=person_id) in self.encounters

    def live_mentorships(self) -> tuple[str, ...]:
        """Every live mentorship that the person is part of."""
        seeking = (each.mentorship_id for each in self.enrolments if each.mentorship_id)
        return tuple(dict.fromkeys((*(each.mentorship_id for each in self.mentoring), *seeking)))

    def enrolled(self, programme_id: str, role: Role, now: datetime) -> Self:
        """With one more enrolment."""
        enrolment = Enrolment(programme_id=programme_id, role=role, enrolled_at=now)
        return self.model_copy(update={"enrolments": (*self.enrolments, enrolment)})

    def mentoring_in(self, programme_id: str, mentorship_id: str) -> Self:
        """With one more place taken. Raises PlacesTaken."""
        if not self.places_left:
            raise PlacesTaken("the mentor has no place left", places_offered=self.person.places_offered)
        taken = Mentoring(mentorship_id=mentorship_id, programme_id=programme_id)
        return self.model_copy(update={"mentoring": (*self.mentoring, taken)})

    def matched_in(self, programme_id: str, role: Role, mentorship_id: str, others: Iterable[str]) -> Self:
        """As a mentee or peer of a mentorship, having met its others. Raises NotEnrolled or MatchedAlready."""
        enrolment = self.enrolment(programme_id, role)
        if enrolment is None:
            raise NotEnrolled("the person is not enrolled in this programme in that role", role=role.value)
        if enrolment.mentorship_id is not None:
            raise MatchedAlready("the person has a live mentorship in this programme")
        matched = enrolment.model_copy(update={"mentorship_id": mentorship_id})
        met = (Encounter(programme_id=programme_id, person_id=other) for other in others)
        return self.model_copy(
            update={
                "enrolments": tuple(matched if each is enrolment else each for each in self.enrolments),
                "encounters": tuple(dict.fromkeys((*self.encounters, *met))),
            }
        )

    def freed_from(self, mentorship_id: str) -> Self:
        """No longer part of that mentorship."""
        return self.model_copy(
            update={
                "mentoring": tuple(each for each in self.mentoring if each.mentorship_id != mentorship_id),
                "enrolments": tuple(
                    each.model_copy(update={"mentorship_id": None}) if each.mentorship_id == mentorship_id else each
                    for each in self.enrolments
                ),
            }
        )

    def may_meet_again(self, programme_id: str, others: Iterable[str]) -> Self:
        """As if the person had not met those in this programme: nobody said no."""
        unmet = {Encounter(programme_id=programme_id, person_id=other) for other in others}
        return self.model_copy(update={"encounters": tuple(each for each in self.encounters if each not in unmet)})
