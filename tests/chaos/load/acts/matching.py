"""Mentorships: asked for, answered, paused, brought to their end."""

from tests.chaos.load.asked import Asked, about, of_answer
from tests.chaos.load.door import Refused
from tests.chaos.load.world import Mentorship, Organisation, Person, Programme, World

HOT = 3
"""Mentors of each organisation whom everybody wants."""
TO_THE_HOT = 0.15
MOVED_ON = ("not-under-way", "answered-already")
NO_PLACE = ("places-taken", "matched-already", "quota-used-up", "not-eligible", "agreement-over")


async def ask_for_a_mentor(world: World) -> None:
    """A mentee asks: a partner's mentor or their own organisation's, often one whom all want."""
    if not world.free_mentees:
        return
    programme, mentee = world.free_mentees.popleft()
    mentor = _whom(world, programme, mentee)
    asked = Asked(
        "request",
        mentee.organisation.key,
        "POST",
        f"/v1/programmes/{programme.id}/requests",
        {"mentee_id": mentee.id, "mentor_id": mentor.id},
        effects=of_answer("mentorship.proposed"),
        refusals=NO_PLACE,
        places=programme.places.with_(mentee.places),
    )
    try:
        answered = await world.ask(asked)
    except Refused:
        world.free_mentees.append((programme, mentee))
        return
    approvals = len(answered.body.get("approvals") or ())
    made = Mentorship(answered.body["id"], mentor, mentee, asked.places, approvals=approvals)
    world.proposed.append(made)


def _whom(world: World, programme: Programme, mentee: Person) -> Person:
    own: list[Organisation] = [mentee.organisation, *mentee.organisation.partners]
    organisation = world.dice.choice([each for each in own if each in programme.members])
    mentors = organisation.mentors
    return world.dice.choice(mentors[:HOT] if world.dice.random() < TO_THE_HOT else mentors)


async def answer_a_proposal(world: World) -> None:
    """The mentor's organisation says yes, or sometimes no; before that both approve, where it is asked for."""
    if not world.proposed:
        return
    mentorship = world.proposed.popleft()
    if world.dice.random() < 0.08:
        await _change(world, mentorship, "decline", {}, "mentorship.declined", "declined")
        return
    for organisation in (mentorship.mentor.organisation, mentorship.mentee.organisation)[: mentorship.approvals]:
        await _approve(world, mentorship, organisation)
    body = {"person_id": mentorship.mentor.id}
    if await _change(world, mentorship, "accept", body, "mentorship.accepted", "active"):
        world.active.append(mentorship)


async def _approve(world: World, mentorship: Mentorship, organisation: Organisation) -> None:
    await world.ask(
        Asked(
            "approve",
            organisation.key,
            "POST",
            f"/v1/mentorships/{mentorship.id}/approve",
            effects=about("mentorship.approved", mentorship.id),
            places=mentorship.places,
        )
    )


async def pause_or_go_on(world: World) -> None:
    """Some are interrupted, and go on after a while."""
    if len(world.paused) > 5:
        mentorship = world.paused.popleft()
        if await _change(world, mentorship, "resume", None, "mentorship.resumed", "active"):
            world.active.append(mentorship)
    elif len(world.active) > 20:
        mentorship = _taken_out(world)
        if await _change(world, mentorship, "pause", None, "mentorship.paused", "paused"):
            world.paused.append(mentorship)


async def finish(world: World) -> None:
    """Some come to their end, as planned or early; the mentee may ask for somebody else then."""
    if len(world.active) <= 30:
        return
    mentorship = _taken_out(world)
    if world.dice.random() < 0.5:
        await _change(world, mentorship, "complete", None, "mentorship.completed", "over")
    else:
        await _change(world, mentorship, "end", {"reason": "no_time"}, "mentorship.ended", "over")


def _taken_out(world: World) -> Mentorship:
    return world.active.pop(world.dice.randrange(len(world.active)))


async def _change(
    world: World, mentorship: Mentorship, verb: str, body: dict[str, str] | None, kind: str, state: str
) -> bool:
    asked = Asked(
        verb,
        mentorship.mentor.organisation.key,
        "POST",
        f"/v1/mentorships/{mentorship.id}/{verb}",
        body,
        effects=about(kind, mentorship.id),
        refusals=MOVED_ON,
        places=mentorship.places,
    )
    mentorship.state = "changing"
    try:
        await world.ask(asked)
    except Refused:
        return False
    mentorship.state = state
    return True
