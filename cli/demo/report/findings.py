"""Everything that is true of the network at the end of a run, as its organisations and its operator see it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cli.client import ApiProblem
from cli.demo.crowd import each
from cli.demo.measures.exposition import Exposition, read_metrics
from cli.demo.world import Organisation, Seen, World
from cli.services import NAMES

NOT_FOUND = 404


@dataclass(frozen=True)
class Findings:
    """What was read, by id where several organisations see the same."""

    people: list[Seen]
    mentorships: dict[str, Seen]
    sessions: dict[str, Seen]
    goals: dict[str, Seen]
    answers: dict[str, Seen]
    risks: dict[str, Seen]
    scores: list[Seen]
    held_records: list[Seen]
    metrics: Exposition

    def started(self) -> list[Seen]:
        """Mentorships that were or are under way."""
        return [one for one in self.mentorships.values() if one["started_at"]]

    def sessions_by_status(self) -> Counter[str]:
        """How many stand how."""
        return Counter(session["status"] for session in self.sessions.values())

    def goals_by_status(self) -> Counter[str]:
        """How many stand how."""
        return Counter(goal["status"] for goal in self.goals.values())


async def find_out(world: World) -> Findings:
    """Read all of it through the public API."""
    organisations = list(world.organisations.values())
    mentorships = await _lists(organisations, "/v1/mentorships")
    return Findings(
        people=list((await _lists(organisations, "/v1/people")).values()),
        mentorships=mentorships,
        sessions=await _lists(organisations, "/v1/sessions"),
        goals=await _lists(organisations, "/v1/goals"),
        answers=await _lists(organisations, "/v1/feedback"),
        risks=await _lists(organisations, "/v1/risks", "mentorship_id"),
        scores=await _scores(world, mentorships.values()),
        held_records=await _held_records(world),
        metrics=await read_metrics(world.anybody),
    )


async def _lists(organisations: Iterable[Organisation], path: str, by: str = "id") -> dict[str, Seen]:
    async def read(organisation: Organisation) -> list[Seen]:
        return [item async for item in organisation.hand().pages(path)]

    return {item[by]: item for items in await each(organisations, read) for item in items}


async def _scores(world: World, mentorships: Iterable[Seen]) -> list[Seen]:
    members = (member for one in mentorships if one["started_at"] for member in one["members"])
    mentors = {member["person_id"]: member["organisation_id"] for member in members if member["role"] == "mentor"}

    async def read(mentor: tuple[str, str]) -> Seen | None:
        try:
            scores: Seen = (await world.organisations[mentor[1]].hand().get(f"/v1/people/{mentor[0]}/scores")).body
        except ApiProblem as problem:
            if problem.status != NOT_FOUND:
                raise
            return None
        return scores

    return [scores for scores in await each(mentors.items(), read) if scores]


async def _held_records(world: World) -> list[Seen]:
    async def read(name: str) -> list[Seen]:
        path = f"/v1/operations/{name}/held-records"
        return [{"service": name, **record} async for record in world.operator.pages(path)]

    return [record for records in await each(NAMES, read) for record in records]
