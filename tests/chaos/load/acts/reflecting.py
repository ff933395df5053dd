"""What comes of it: goals set, worked on, reached; introductions and problems solved; answers that rate mentors."""

from tests.chaos.load.asked import Asked, about, of_answer
from tests.chaos.load.door import Refused
from tests.chaos.load.people import GOALS, QUALITIES
from tests.chaos.load.world import Mentorship, Session, World

OVER = ("mentorship-not-active", "goal-over", "worked-on-already", "too-many-open-goals")
MOST_OPEN = 15


async def set_a_goal(world: World) -> None:
    """The two agree on one."""
    if not world.active:
        return
    mentorship = world.dice.choice(world.active)
    if len(mentorship.goals) >= MOST_OPEN:
        await _close(world, mentorship)
        return
    asked = _about(world, mentorship, "goals", "goal.set", {"goal": world.dice.choice(GOALS)})
    try:
        mentorship.goals.append((await world.ask(asked)).body["id"])
    except Refused:
        return


async def close_a_goal(world: World) -> None:
    """One is reached, or dropped."""
    if world.active and (mentorship := world.dice.choice(world.active)).goals:
        await _close(world, mentorship)


async def _close(world: World, mentorship: Mentorship) -> None:
    id = mentorship.goals.pop(0)
    verb = world.dice.choice(("reached", "dropped"))
    asked = Asked(
        verb,
        mentorship.either(world.dice).key,
        "POST",
        f"/v1/goals/{id}/{verb}",
        effects=about(f"goal.{verb}", id),
        refusals=OVER,
        places=mentorship.places,
    )
    try:
        await world.ask(asked)
    except Refused:
        return


async def record(world: World) -> None:
    """Somebody was met through the mentor, or a problem was solved."""
    if not world.active:
        return
    mentorship = world.dice.choice(world.active)
    what, kind = world.dice.choice((("introductions", "introduction.made"), ("problems-solved", "problem.solved")))
    try:
        await world.ask(_about(world, mentorship, what, kind, {}))
    except Refused:
        return


def _about(world: World, mentorship: Mentorship, what: str, kind: str, body: dict[str, str]) -> Asked:
    return Asked(
        what,
        mentorship.either(world.dice).key,
        "POST",
        f"/v1/mentorships/{mentorship.id}/{what}",
        body,
        effects=of_answer(kind),
        refusals=OVER,
        places=mentorship.places,
    )


async def look_back(world: World) -> None:
    """After a session: the mentee rates, the mentor answers too, and it counts for a goal."""
    if not world.held:
        return
    session = world.dice.choice(world.held)
    mentorship = session.mentorship
    for person in (mentorship.mentee, mentorship.mentor):
        if person.id not in session.answered:
            session.answered.add(person.id)
            await _answer(world, session, person is mentorship.mentee)
            return
    if mentorship.goals and "goal" not in session.answered:
        session.answered.add("goal")
        await _worked_on(world, session, mentorship.goals[-1])


async def _answer(world: World, session: Session, rates: bool) -> None:
    mentorship = session.mentorship
    person = mentorship.mentee if rates else mentorship.mentor
    body: dict[str, object] = {"person_id": person.id}
    if rates:
        body["ratings"] = {quality: world.dice.randint(2, 5) for quality in QUALITIES}
    asked = Asked(
        "feedback",
        person.organisation.key,
        "POST",
        f"/v1/sessions/{session.id}/feedback",
        body,
        effects=of_answer("feedback.given"),
        places=mentorship.places,
    )
    await world.ask(asked)


async def _worked_on(world: World, session: Session, goal: str) -> None:
    asked = Asked(
        "worked-on",
        session.mentorship.either(world.dice).key,
        "POST",
        f"/v1/goals/{goal}/worked-on",
        {"session_id": session.id},
        effects=about("goal.worked_on", goal),
        refusals=OVER,
        places=session.mentorship.places,
    )
    try:
        await world.ask(asked)
    except Refused:
        return
