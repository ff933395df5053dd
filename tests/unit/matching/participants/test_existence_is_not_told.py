"""Whoever names a person of another organisation is refused in the same words as if there were no such person."""

from collections.abc import Callable
from typing import Any

import pytest

from mentormesh_contracts.vocabulary import ProgrammeKind, Role
from services.deciding import Context, Deciding, Unknown
from services.matching.domain.mentorships.declare import Declare, declare
from services.matching.domain.mentorships.request import RequestMentor, request_mentor
from services.matching.domain.participants.enrol import Enrol, enrol
from services.matching.domain.participants.withdraw import Withdraw, withdraw
from tests.unit.matching.given import World, mentee, mentor, programme

ACME: dict[str, Any] = {"organisation_id": "acme", "programme_id": "p"}
Act = Callable[[Context], Deciding]


def acts_naming(id: str) -> dict[str, Act]:
    return {
        "enrol": lambda context: enrol(Enrol(**ACME, person_id=id, role=Role.MENTOR), context),
        "withdraw": lambda context: withdraw(Withdraw(**ACME, person_id=id), context),
        "request for": lambda context: request_mentor(RequestMentor(**ACME, mentee_id=id, mentor_id="mentor"), context),
        "request": lambda context: request_mentor(RequestMentor(**ACME, mentee_id="mentee", mentor_id=id), context),
        "declare of": lambda context: declare(
            Declare(**ACME, person_id=id, role=Role.MENTOR, other_id="mentee"), context
        ),
        "declare with": lambda context: declare(
            Declare(**ACME, person_id="mentor", role=Role.MENTOR, other_id=id), context
        ),
    }


@pytest.mark.parametrize("act", acts_naming("any"))
def test_a_strangers_id_is_an_id_of_nobody(act: str) -> None:
    def told(id: str) -> tuple[str, str | None]:
        known = programme(ProgrammeKind.INFORMAL), mentor(), mentee(), mentor("stranger", "bolt")
        world = World.of(*known)
        with pytest.raises(Unknown) as refused:
            world.does(acts_naming(id)[act](world.context()))
        return refused.value.detail.replace(id, "them"), refused.value.field

    assert told("stranger") == told("nobody")
    assert told("nobody")[1] is not None
