import pytest

from mentormesh_contracts.sessions import SessionBooked
from mentormesh_contracts.vocabulary import MentorshipStatus, SessionStatus
from services.deciding import Unknown
from services.scheduling.domain.book_proposal import AlreadyBooked, BookProposal, OwnProposal, book_proposal
from services.scheduling.domain.calendar import TimeTaken
from services.scheduling.domain.cancel import CancelSession, cancel_session
from services.scheduling.domain.mentorship import KnownMentorship, MentorshipIsPaused
from services.scheduling.domain.overdue import NoteMissed
from services.scheduling.domain.plan import book_session, propose_session
from services.scheduling.domain.reschedule import Reschedule, reschedule
from services.scheduling.domain.session import SessionBegun, SessionOver
from tests.unit.scheduling.world import DAY, HOUR, MENTEE, MENTOR, NOW, SECOND_MENTEE, World, mentorship, plan

TOMORROW = NOW + DAY


def yes(session_id: str, by: str = "south") -> BookProposal:
    return BookProposal(organisation_id=by, session_id=session_id)


@pytest.fixture
def world() -> World:
    return World.with_mentorships()


@pytest.fixture
def proposed(world: World) -> str:
    return str(world.do(propose_session, plan(TOMORROW, by="north")).id)


def test_the_other_organisation_s_yes_books_it(world: World, proposed: str) -> None:
    booked = world.do(book_proposal, yes(proposed))
    assert booked.status is SessionStatus.BOOKED
    assert world.booked_times("ada") == world.booked_times("ben") == [(TOMORROW, TOMORROW + HOUR)]
    assert world.events[-1] == SessionBooked(after=booked.session)
    assert world.reminders[f"session/{proposed}"].command == NoteMissed(session_id=proposed)


def test_the_one_that_proposed_it_waits_for_the_others(world: World, proposed: str) -> None:
    with pytest.raises(OwnProposal) as refused:
        world.do(book_proposal, yes(proposed, by="north"))
    assert refused.value.facts == {"waits_for": ["south"]}


def test_whoever_moved_a_proposal_last_waits_for_the_others(world: World, proposed: str) -> None:
    world.do(reschedule, Reschedule(organisation_id="south", session_id=proposed, start=TOMORROW + HOUR))
    with pytest.raises(OwnProposal):
        world.do(book_proposal, yes(proposed, by="south"))
    world.do(book_proposal, yes(proposed, by="north"))
    assert world.booked_times("ben") == [(TOMORROW + HOUR, TOMORROW + 2 * HOUR)]


def test_among_people_of_one_organisation_there_is_nobody_else_to_ask() -> None:
    colleagues = (MENTOR, MENTEE.model_copy(update={"organisation_id": "north"}))
    world = World.with_mentorships(mentorship(*colleagues))
    proposed = world.do(propose_session, plan(TOMORROW, by="north")).id
    assert world.do(book_proposal, yes(proposed, by="north")).status is SessionStatus.BOOKED


def test_of_several_organisations_one_yes_is_enough() -> None:
    world = World.with_mentorships(mentorship(MENTOR, MENTEE, SECOND_MENTEE))
    proposed = world.do(propose_session, plan(TOMORROW, by="north")).id
    world.do(book_proposal, yes(proposed, by="east"))
    with pytest.raises(AlreadyBooked):
        world.do(book_proposal, yes(proposed, by="south"))


def test_the_time_may_have_been_taken_meanwhile(world: World, proposed: str) -> None:
    world.do(book_session, plan(TOMORROW))
    with pytest.raises(TimeTaken):
        world.do(book_proposal, yes(proposed))


def test_what_was_called_off_is_not_booked(world: World, proposed: str) -> None:
    world.do(cancel_session, CancelSession(organisation_id="south", session_id=proposed))
    with pytest.raises(SessionOver) as refused:
        world.do(book_proposal, yes(proposed))
    assert refused.value.facts == {"session_status": "cancelled"}


def test_nor_when_its_time_has_come(world: World, proposed: str) -> None:
    world.now = TOMORROW
    with pytest.raises(SessionBegun):
        world.do(book_proposal, yes(proposed))


def test_nor_while_the_mentorship_is_paused(world: World, proposed: str) -> None:
    known = world.get(KnownMentorship, "m1")
    world.states[KnownMentorship, "m1"] = known.model_copy(update={"status": MentorshipStatus.PAUSED})
    with pytest.raises(MentorshipIsPaused):
        world.do(book_proposal, yes(proposed))


def test_of_others_sessions_nothing_is_told(world: World, proposed: str) -> None:
    with pytest.raises(Unknown):
        world.do(book_proposal, yes(proposed, by="elsewhere"))
