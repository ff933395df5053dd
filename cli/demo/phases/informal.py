"""Informal mentoring: mentors are recommended and asked; two who know each other declare what they have."""

from collections import Counter
from collections.abc import Iterator

from cli.demo.crowd import each
from cli.demo.stage import Step
from cli.demo.world import Seen, World, attempt

ASK = 24
"""How many mentees ask for recommendations."""
SHOWN = 5
AT_ONCE = 4
"""A recommendation looks at every mentor there is: many at once would only wait for each other."""
NOT_THIS_ONE = ("places-taken", "quota-used-up", "matched-already", "not-eligible", "agreement-over")
NOT_THOSE_TWO = (*NOT_THIS_ONE, "not-enrolled", "not-found")


async def mentees_ask(world: World, step: Step) -> None:
    """Whoever wished for somebody whom they know declares it; the others ask for the best who is free."""
    mentees = list(world.people_in("informal", "mentee"))
    declaring = [person for person in mentees if person.get("preferred_external_ids")]
    asking = [person for person in mentees if person not in declaring][:ASK]
    step.expect(len(declaring) + len(asking))
    found = [
        *await each(declaring, lambda person: _Seeking(world, person).declare(), tick=step.tick),
        *await each(asking, lambda person: _Seeking(world, person).ask(), at_once=AT_ONCE, tick=step.tick),
    ]
    world.mentorships.update((one["id"], one) for one in found if one)
    origins = Counter(one["origin"] for one in found if one)
    step.say(f"{origins['request']} mentors asked, {origins['declaration']} relationships declared")


class _Seeking:
    """One mentee."""

    def __init__(self, world: World, person: Seen) -> None:
        self._world, self._person = world, person
        self._organisation = world.organisations[person["organisation_id"]]
        self._hand = self._organisation.hand()
        self._path = f"/v1/programmes/{world.programmes['informal']['id']}"

    async def ask(self) -> Seen | None:
        """The best of those recommended who still has a place."""
        shown = await self._hand.get(f"{self._path}/recommendations", mentee_id=self._person["id"], limit=SHOWN)
        for mentor in shown["items"]:
            wish = {"mentee_id": self._person["id"], "mentor_id": mentor["person_id"]}
            if answer := await attempt(self._world, self._hand.post(f"{self._path}/requests", wish), *NOT_THIS_ONE):
                return dict(answer.body)
        return None

    async def declare(self) -> Seen | None:
        """The relationship with the person they prefer, if that is one."""
        for other in self._preferred():
            said = {"person_id": self._person["id"], "role": "mentee", "other_id": other}
            call = self._hand.post(f"{self._path}/declarations", said)
            if answer := await attempt(self._world, call, *NOT_THOSE_TWO):
                return dict(answer.body)
        return None

    def _preferred(self) -> Iterator[str]:
        wished = self._person["preferred_external_ids"]
        for other in self._organisation.people.values():
            if other["external_id"] in wished and "mentor" in other["roles"]:
                yield other["id"]
