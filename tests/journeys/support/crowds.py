"""Crowds: a mentor, or several, and many who all want the same."""

from dataclasses import dataclass
from functools import partial

import httpx

from tests.journeys.support.acts import enrol, open_programme
from tests.journeys.support.at_once import at_once
from tests.journeys.support.network import Network
from tests.journeys.support.party import Party, problem
from tests.journeys.support.people import mentee, mentor, register, register_many


@dataclass
class Crowd:
    """Mentors of one organisation and mentees of the same or of another, enrolled in one programme."""

    giving: Party
    asking: Party
    programme: str
    mentors: list[str]
    mentees: list[str]

    @classmethod
    def of(
        cls, network: Network, mentees: int, *, mentors: int = 1, places: int = 1, quota: int | None = None
    ) -> "Crowd":
        """All of one organisation; with a quota, mentees of another one under an agreement."""
        giving = asking = network.joined("Oak")
        if quota is not None:
            asking = network.joined("Rowan")
            network.agree(giving, asking, gives={"places": quota})
        programme = open_programme(giving, open_to_partners=True)
        teachers = list(register(giving, *(mentor(giving, places=places) for _ in range(mentors))))
        learners = register_many(asking, [mentee(asking) for _ in range(mentees)])
        enrol(giving, programme, "mentor", *teachers)
        enrol(asking, programme, "mentee", *learners)
        return cls(giving, asking, programme, teachers, learners)

    def all_ask(self, *mentees: str) -> tuple[list[str], list[tuple[int, str]]]:
        """Mentorships that came of everybody's asking at once, mentors being taken in turn; and the refusals."""
        calls = [partial(self.ask, each, self.mentors[n % len(self.mentors)]) for n, each in enumerate(mentees)]
        return sorted_out(at_once(calls))

    def ask(self, mentee_id: str, mentor_id: str) -> httpx.Response:
        """One mentee's request."""
        wish = {"mentee_id": mentee_id, "mentor_id": mentor_id}
        return self.asking.ask("POST", f"/v1/programmes/{self.programme}/requests", wish)

    def used(self) -> dict[str, int]:
        """Places in use, by mentor."""
        found = self.giving.all("/v1/places/mentors")
        return {each["person_id"]: each["used"] for each in found if each["person_id"] in self.mentors}


def sorted_out(answers: list[httpx.Response]) -> tuple[list[str], list[tuple[int, str]]]:
    """Ids of what was done, and the refusals."""
    done = [str(each.json()["id"]) for each in answers if each.is_success]
    return done, [problem(each) for each in answers if not each.is_success]
