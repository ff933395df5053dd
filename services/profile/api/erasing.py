"""Erasing a person."""

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from services.chassis.http.acting import Act
from services.chassis.http.problems import responses
from services.deciding import Unknown
from services.profile.api.callers import PersonId, RosterKeeper
from services.profile.domain.people.erase import Erase, erase
from services.profile.domain.people.person import RegisteredPerson

router = APIRouter(prefix="/people/{person_id}")


class ErasureAsked(BaseModel):
    """The person is found by nobody any more, and is being erased in every service."""

    person_id: str
    receipt: str = Field(description="Where each service tells what it has erased, and when.")

    @classmethod
    def of(cls, person: RegisteredPerson) -> "ErasureAsked":
        """The answer."""
        return cls(person_id=person.id, receipt=_receipt(person))


def _receipt(person: RegisteredPerson) -> str:
    return f"/v1/erasures/{person.id}"


@router.post("/erase", status_code=202, response_model=ErasureAsked, responses=responses(Unknown))
async def erase_person(person_id: PersonId, caller: RosterKeeper, act: Act) -> Response:
    """Have the person forgotten, for good: name, contact, attributes, answers, everywhere.

    Proposals lapse and mentorships end, as if they left. Whoever is registered under the same external id afterwards
    is somebody new. The receipt is complete when each service has erased what it kept; that cannot be undone.
    """
    command = Erase(organisation_id=caller.organisation_id, person_id=person_id)
    return await act(erase, command, view=ErasureAsked.of, status=202, location=_receipt)
