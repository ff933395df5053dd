"""Coordinators approve where an agreement asks for it; members accept, decline, or say nothing."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from cli.demo.crowd import each
from cli.demo.stage import Step
from cli.demo.world import Seen, World, attempt

COORDINATORS = {"approve": 0.96, "decline": 0.04}
MEMBERS = {"accept": 0.93, "decline": 0.03, "silence": 0.04}
"""What they answer, in shares."""
REASONS = {"no_time": 3.0, "not_a_fit": 2.0, "other": 1.0}
OVERTAKEN = ("answered-already",)


async def people_answer(world: World, step: Step, number: int, kinds: Iterable[str]) -> None:
    """Everybody who is asked about a proposal in these kinds of programmes."""
    proposed = world.in_state("proposed", kinds)
    step.expect(len(proposed))
    after = await each(proposed, lambda one: _Answering(world, one, number).carry_out(), tick=step.tick)
    world.mentorships.update((one["id"], one) for one in after)
    states = Counter(one["status"] for one in after)
    step.say(f"{states['active']} started, {states['declined']} declined, {states['proposed']} still wait")


class _Answering:
    """All that is said to one proposal."""

    def __init__(self, world: World, proposal: Seen, number: int) -> None:
        self._world, self._proposal = world, proposal
        self._dice = world.dice("answer", number, world.title(proposal))
        self._hands = {organisation.id: organisation.hand() for organisation in world.actors(proposal)}

    async def carry_out(self) -> Seen:
        """Approvals first, then the members; as it stands afterwards."""
        for approval in self._proposal["approvals"]:
            if approval["approved_at"] is None and self._is_open:
                await self._say(approval["organisation_id"], self._dice.one(COORDINATORS), {})
        for member in list(self._proposal["members"]):
            if member["accepted_at"] is None and self._is_open:
                await self._member(member)
        return self._proposal

    @property
    def _is_open(self) -> bool:
        return bool(self._proposal["status"] == "proposed")

    async def _member(self, member: Seen) -> None:
        answer = self._dice.one(MEMBERS)
        if answer == "silence":
            return
        said = {"person_id": member["person_id"]}
        if answer == "decline":
            said["reason"] = self._dice.one(REASONS)
        await self._say(member["organisation_id"], answer, said)

    async def _say(self, organisation_id: str, answer: str, said: dict[str, Any]) -> None:
        path = f"/v1/mentorships/{self._proposal['id']}/{answer}"
        heard = await attempt(self._world, self._hands[organisation_id].post(path, said or None), *OVERTAKEN)
        if heard is not None:
            self._proposal = heard.body
