"""Nobody has answered in time: offers expire by themselves when the clock has moved on."""

from datetime import timedelta

from cli.demo.clock import Clock
from cli.demo.phases.programmes import OFFERS_WAIT_HOURS
from cli.demo.stage import Step
from cli.demo.waiting import until
from cli.demo.world import World

WITHIN = 30.0


async def offers_expire(world: World, step: Step, clock: Clock) -> None:
    """Three days pass; then nothing is proposed any more."""
    waiting = world.in_state("proposed")
    await clock.advance(timedelta(hours=OFFERS_WAIT_HOURS, minutes=1))

    async def lacking() -> str | None:
        await world.look()
        left = world.in_state("proposed")
        return f"{len(left)} proposals still wait" if left else None

    await until("the end of all offers", lacking, WITHIN)
    after = [world.mentorships[one["id"]]["status"] for one in waiting]
    started = f", {after.count('active')} groups started with those who had accepted" if "active" in after else ""
    step.say(f"{after.count('expired')} offers expired{started}")
