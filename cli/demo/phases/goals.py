"""Goals are set where there are none, worked on in sessions, reached or dropped; people are met, problems solved."""

from cli.demo.crowd import each
from cli.demo.stage import Step
from cli.demo.world import Meeting, Seen, World
from mentormesh_contracts.vocabulary import Goal

WORKED_ON, REACHED, DROPPED = 0.85, 0.45, 0.06
"""Shares: of the sessions in which a goal is worked on, and of those goals afterwards."""
INTRODUCED, SOLVED = 0.08, 0.1
"""Shares of the sessions after which somebody was met, or a problem was solved."""


async def goals_are_pursued(world: World, step: Step, held: list[Meeting]) -> None:
    """After each session that was held."""
    step.expect(len(held))
    await each(held, lambda meeting: _Pursuit(world, meeting).carry_out(), tick=step.tick)
    goals = [goal for some in world.goals.values() for goal in some]
    states = {state: sum(goal["status"] == state for goal in goals) for state in ("set", "reached", "dropped")}
    step.say(f"{states['set']:,} goals open, {states['reached']:,} reached, {states['dropped']} dropped so far")


class _Pursuit:
    """What comes of one session."""

    def __init__(self, world: World, meeting: Meeting) -> None:
        self._world, self._meeting = world, meeting
        self._dice = world.dice("pursuit", *meeting.name)
        self._hand = world.actors(meeting.mentorship)[0].hand()
        self._goals = world.goals.setdefault(meeting.mentorship["id"], [])

    async def carry_out(self) -> None:
        """One goal a session at most; it may be reached or dropped by it."""
        if not any(goal["status"] == "set" for goal in self._goals):
            self._goals.append(await self._set())
        number = next(number for number, goal in enumerate(self._goals) if goal["status"] == "set")
        if self._dice.chance(WORKED_ON):
            self._goals[number] = await self._worked_on(self._goals[number])
        await self._occurred()

    async def _set(self) -> Seen:
        goal, skill = self._wish()
        path = f"/v1/mentorships/{self._meeting.mentorship['id']}/goals"
        made: Seen = (await self._hand.post(path, {"goal": goal, "skill": skill})).body
        return made

    async def _worked_on(self, goal: Seen) -> Seen:
        path = f"/v1/goals/{goal['id']}"
        after: Seen = (await self._hand.post(f"{path}/worked-on", {"session_id": self._meeting.id})).body
        if self._dice.chance(DROPPED):
            after = (await self._hand.post(f"{path}/dropped")).body
        elif self._dice.chance(REACHED):
            after = (await self._hand.post(f"{path}/reached")).body
        return after

    async def _occurred(self) -> None:
        for share, what in ((INTRODUCED, "introductions"), (SOLVED, "problems-solved")):
            if self._dice.chance(share):
                await self._hand.post(f"/v1/mentorships/{self._meeting.mentorship['id']}/{what}", {})

    def _wish(self) -> tuple[str, str | None]:
        """What a mentee of it seeks; a peer may not have said."""
        seekers = [one for one in self._meeting.mentorship["members"] if one["role"] != "mentor"]
        person = self._world.person(self._dice.any_of(seekers)["person_id"])
        goals = person.get("goals_sought") or [goal.value for goal in Goal]
        skills = person.get("weaknesses") or []
        skill = self._dice.any_of(skills) if skills and self._dice.chance(0.5) else None
        return self._dice.any_of(goals), skill
