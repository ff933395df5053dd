"""The operator lets the organisations in; each makes itself the key that it works with."""

from datetime import UTC, datetime, timedelta

from cli.client import Client
from cli.demo.crowd import each
from cli.demo.stage import Step
from cli.demo.world import Organisation, Seen, World

FIRST_SCOPES = ("administer", "roster", "coordinate", "confide", "read")
"""An organisation's first key, from the operator: it can give no more than it has."""
OWN_SCOPES = ("administer", "roster", "coordinate", "read")
VALID_FOR = timedelta(days=399)
"""The sandbox's clock will run ahead by weeks."""


async def organisations_join(world: World, step: Step, rosters: list[Seen]) -> None:
    """Each with a key of its own, issued through the API."""
    joined = await each(rosters, lambda roster: _join(world, roster))
    world.organisations = {organisation.id: organisation for organisation in joined}
    step.say(f"{len(joined)} organisations, each with a key of its own")


async def _join(world: World, roster: Seen) -> Organisation:
    made = await world.operator.post("/v1/organisations", {"name": roster["name"], "zone": roster["zone"]})
    first = await key_of(world.operator, FIRST_SCOPES, organisation_id=made["id"], label="first key")
    own = await key_of(world.anybody.using(first), OWN_SCOPES, label="demo")
    return Organisation(roster["slug"], roster["name"], made["id"], world.anybody.using(own), own, roster)


async def key_of(client: Client, scopes: tuple[str, ...], **about: str) -> str:
    """A new key with these scopes, for whoever the client acts for."""
    wish = {"scopes": scopes, "expires_at": datetime.now(UTC) + VALID_FOR, **about}
    secret: str = (await client.post("/v1/credentials", wish))["secret"]
    return secret
