"""The rosters come in: each organisation sends its own, as it is, with its own key."""

from pathlib import Path

from cli.demo.crowd import each
from cli.demo.stage import Step
from cli.demo.world import Organisation, Seen, World

ROSTERS = Path(__file__).parents[3] / "deploy" / "sample" / "rosters"


async def rosters_come_in(world: World, step: Step) -> None:
    """Good lines are kept, bad ones reported; then everybody is read back as the organisation sees them."""
    step.expect(len(world.organisations))
    world.rosters = await each(world.organisations.values(), _send, tick=step.tick)
    people = await each(world.organisations.values(), _people)
    left_out = sum(report["failed"] for report in world.rosters)
    step.say(f"{sum(people):,} people registered, {left_out} lines left out and reported")


async def _send(organisation: Organisation) -> Seen:
    roster = organisation.roster
    files = {"file": (roster["roster"], (ROSTERS / roster["roster"]).read_bytes(), "text/csv")}
    if roster["mapping"]:
        files["mapping"] = (roster["mapping"], (ROSTERS / roster["mapping"]).read_bytes(), "application/toml")
    report: Seen = (await organisation.client.upload("/v1/people/imports", files)).body
    return {"organisation": organisation.name, "roster": roster["roster"], "mapping": roster["mapping"], **report}


async def _people(organisation: Organisation) -> int:
    organisation.people = {person["id"]: person async for person in organisation.client.pages("/v1/people")}
    return len(organisation.people)
