"""What happens, in order. Everything in it is seen and done from outside, through the public API."""

from cli.demo.clock import Clock
from cli.demo.measures.quiet import until_quiet
from cli.demo.phases.agreements import organisations_agree
from cli.demo.phases.answers import people_answer
from cli.demo.phases.attendance import sessions_are_held
from cli.demo.phases.changes import pauses_end, relationships_change
from cli.demo.phases.cycles import KINDS as MATCHED_IN_CYCLES
from cli.demo.phases.cycles import cycles_run
from cli.demo.phases.enrolment import people_enrol
from cli.demo.phases.goals import goals_are_pursued
from cli.demo.phases.informal import mentees_ask
from cli.demo.phases.joining import organisations_join
from cli.demo.phases.places import mentors_offer_more
from cli.demo.phases.planning import sessions_are_planned
from cli.demo.phases.programmes import programmes_open
from cli.demo.phases.reflections import people_reflect
from cli.demo.phases.rosters import rosters_come_in
from cli.demo.phases.silence import offers_expire
from cli.demo.stage import Stage
from cli.demo.world import Seen, World


async def set_up(world: World, stage: Stage, rosters: list[Seen]) -> None:
    """A network that could begin: organisations, people, agreements, programmes."""
    with stage.phase("Organisations join") as step:
        await organisations_join(world, step, rosters)
    with stage.phase("Rosters come in") as step:
        await rosters_come_in(world, step)
    with stage.phase("Organisations agree") as step:
        await organisations_agree(world, step)
    with stage.phase("Programmes open") as step:
        await programmes_open(world, step)


async def live(world: World, stage: Stage) -> None:
    """The first cycle, weeks of meetings, and a second cycle that knows more."""
    clock = Clock(world.operator)
    with stage.phase("People enrol") as step:
        await people_enrol(world, step)
    await _match(world, stage, 1)
    with stage.phase("Mentees ask for mentors") as step:
        await mentees_ask(world, step)
    with stage.phase("Mentors answer") as step:
        await people_answer(world, step, 0, ["informal"])
    with stage.phase("Offers expire") as step:
        await offers_expire(world, step, clock)
    for week in (1, 2):
        await _meet(world, stage, clock, week)
    with stage.phase("Relationships change") as step:
        await relationships_change(world, step)
    with stage.phase("Mentors offer more places") as step:
        await mentors_offer_more(world, step)
    with stage.phase("Latecomers enrol") as step:
        await people_enrol(world, step, late=True)
    await _match(world, stage, 2)
    with stage.phase("Pauses end") as step:
        await pauses_end(world, step)
    await _meet(world, stage, clock, 3)
    with stage.phase("All is quiet") as step:
        await until_quiet(world.anybody)
        step.say("outboxes empty, every event applied everywhere")


async def _match(world: World, stage: Stage, number: int) -> None:
    ordinal = {1: "First", 2: "Second"}[number]
    with stage.phase(f"{ordinal} matching cycles") as step:
        await cycles_run(world, step, number)
    with stage.phase("People answer") as step:
        await people_answer(world, step, number, MATCHED_IN_CYCLES)


async def _meet(world: World, stage: Stage, clock: Clock, week: int) -> None:
    with stage.phase(f"Week {week}: planned") as step:
        # Others plan than those who answered: what was decided has to be known where sessions are planned.
        await until_quiet(world.anybody)
        await sessions_are_planned(world, step, clock, week)
    with stage.phase(f"Week {week}: held") as step:
        held = await sessions_are_held(world, step, week)
    with stage.phase(f"Week {week}: goals") as step:
        await goals_are_pursued(world, step, held)
    with stage.phase(f"Week {week}: feedback") as step:
        await people_reflect(world, step, held)
