"""An accepted request comes once more, with its key, to any replica: the same answer, and nothing else happens."""

from tests.chaos.load.world import World


async def ask_once_more(world: World) -> None:
    """One of those that were accepted lately."""
    if not world.done:
        return
    earlier = world.dice.choice(world.done)
    again = await world.door.send(earlier.asked, earlier.correlation)
    world.ledger.repeated_requests += 1
    if (again.status, again.body) != (earlier.status, earlier.body):
        world.ledger.surprise(
            f"{earlier.asked.act} {earlier.asked.path} ({earlier.correlation}) was answered {earlier.status} first and "
            f"{again.status} when it came again"
        )
