"""The rosters come in: each organisation sends its own, as it is, with its own key."""

from cli.demo.crowd import each
from cli.demo.stage import Step
from cli.demo.world import Organisation, Seen, World
from cli.roster.form import Form
from cli.roster.report import together
from cli.roster.split import parts_of

LINES_A_PART = 120
"""A file goes in parts, so that the network hears of the first people while the others are still being read."""


async def rosters_come_in(world: World, step: Step) -> None:
    """Good lines are kept, bad ones reported; then everybody is read back as the organisation sees them."""
    for organisation in world.organisations.values():
        world.rosters.append(await _send(organisation, step))
    people = await each(world.organisations.values(), _people)
    left_out = sum(report["failed"] for report in world.rosters)
    step.say(f"{sum(people):,} people registered, {left_out} bad lines left out")


async def _send(organisation: Organisation, step: Step) -> Seen:
    roster = organisation.roster
    mapping = (roster["folder"] / roster["mapping"]).read_bytes() if roster["mapping"] else None
    parts = parts_of((roster["folder"] / roster["roster"]).read_bytes(), Form.CSV, mapping, LINES_A_PART)
    step.expect(len(parts))
    reports = [await _send_part(organisation, part, mapping, step) for part in parts]
    about = {"organisation": organisation.name, "roster": roster["roster"], "mapping": roster["mapping"]}
    return {**about, "parts": len(parts), **together(reports)}


async def _send_part(organisation: Organisation, part: bytes, mapping: bytes | None, step: Step) -> Seen:
    files = {"file": (organisation.roster["roster"], part, Form.CSV.media_type)}
    if mapping:
        files["mapping"] = (organisation.roster["mapping"], mapping, "application/toml")
    report: Seen = (await organisation.client.upload("/v1/people/imports", files)).body
    step.tick()
    return report


async def _people(organisation: Organisation) -> int:
    organisation.people = {person["id"]: person async for person in organisation.client.pages("/v1/people")}
    return len(organisation.people)
