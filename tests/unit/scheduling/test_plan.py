from datetime import timedelta

import pytest
from pydantic import ValidationError

from mentormesh_contracts.mentorships import Member
from mentormesh_contracts.sessions import SessionBooked, SessionProposed
from mentormesh_contracts.vocabulary import MentorshipStatus, Role, SessionStatus
from services.deciding import Refusal, Unknown
from services.scheduling.domain.calendar import AttendeeLeft, Calendar, CalendarFull, TimeTaken
from services.scheduling.domain.mentorship import AgendaFull, KnownMentorship, MentorshipIsPaused, MentorshipNotActive
from services.scheduling.domain.overdue import LapseProposal, NoteMissed
from services.scheduling.domain.plan import PlanSession, book_session, propose_session
from services.scheduling.domain.session import PlannedSession
from services.scheduling.domain.wish import InThePast, TooFarAhead, Wish
from tests.unit.scheduling.world import DAY, HOUR, MENTOR, NOW, World, mentorship, plan, wall, wish

EVA = Member(person_id="eva", organisation_id="west", role=Role.MENTEE)
TOMORROW = NOW + DAY


def test_a_booked_session_stands_in_everybody_s_calendar() -> None:
    world = World.with_mentorships()
    booked: PlannedSession = world.do(book_session, plan(TOMORROW))
    assert booked.status is SessionStatus.BOOKED
    assert booked.people == ("ada", "ben")
    assert world.booked_times("ada") == world.booked_times("ben") == [(TOMORROW, TOMORROW + HOUR)]
    assert world.events == [SessionBooked(after=booked.session)]
    assert world.get(KnownMentorship, "m1").agenda == (booked.id,)
    assert world.reminders[f"session/{booked.id}"].command == NoteMissed(session_id=booked.id)
    assert world.reminders[f"session/{booked.id}"].due == TOMORROW + HOUR + timedelta(days=7)


def test_a_proposal_takes_nobody_s_calendar() -> None:
    world = World.with_mentorships()
    proposed: PlannedSession = world.do(propose_session, plan(TOMORROW))
    assert proposed.status is SessionStatus.PROPOSED
    assert proposed.proposed_by == "north"
    assert world.all(Calendar) == []
    assert world.events == [SessionProposed(after=proposed.session)]
    reminder = world.reminders[f"session/{proposed.id}"]
    assert (reminder.due, reminder.command) == (TOMORROW, LapseProposal(session_id=proposed.id))


def test_the_time_is_kept_in_utc_with_the_zone_in_which_it_was_planned() -> None:
    world = World.with_mentorships()
    command = PlanSession(
        organisation_id="south", mentorship_id="m1", wish=wish(wall("2027-03-14T09:00"), 90, "America/New_York")
    )
    session = world.do(book_session, command).session
    assert (session.start.isoformat(), session.end.isoformat()) == (
        "2027-03-14T13:00:00+00:00",
        "2027-03-14T14:30:00+00:00",
    )
    assert session.zone == "America/New_York"


def test_a_session_across_the_end_of_daylight_saving_has_its_whole_length() -> None:
    world = World.with_mentorships()
    command = PlanSession(
        organisation_id="south", mentorship_id="m1", wish=wish(wall("2027-11-07T00:30"), 120, "America/New_York")
    )
    session = world.do(book_session, command).session
    assert session.end - session.start == timedelta(hours=2)
    assert session.start.isoformat() == "2027-11-07T04:30:00+00:00"


@pytest.mark.parametrize("decider", [book_session, propose_session])
def test_nobody_is_in_two_sessions_at_once(decider: object) -> None:
    world = World.with_mentorships(mentorship(), mentorship(MENTOR, EVA, id="m2"))
    world.do(book_session, plan(TOMORROW))
    with pytest.raises(TimeTaken) as refused:
        world.do(decider, plan(TOMORROW + HOUR / 2, mentorship_id="m2", by="west"))  # type: ignore[arg-type]
    assert refused.value.facts == {"people": ["ada"]}


def test_back_to_back_is_fine() -> None:
    world = World.with_mentorships()
    for start in (TOMORROW, TOMORROW + HOUR, TOMORROW - HOUR):
        world.do(book_session, plan(start))
    assert len(world.booked_times("ada")) == 3


def test_two_proposals_may_lie_at_one_time() -> None:
    world = World.with_mentorships()
    world.do(propose_session, plan(TOMORROW))
    world.do(propose_session, plan(TOMORROW, by="south"))
    assert world.told() == ["SessionProposed", "SessionProposed"]


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        (MentorshipStatus.PAUSED, MentorshipIsPaused),
        (MentorshipStatus.PROPOSED, MentorshipNotActive),
        (MentorshipStatus.COMPLETED, MentorshipNotActive),
        (MentorshipStatus.ENDED, MentorshipNotActive),
        (MentorshipStatus.LAPSED, MentorshipNotActive),
    ],
)
def test_sessions_are_planned_for_active_mentorships_only(status: MentorshipStatus, refusal: type[Refusal]) -> None:
    world = World.with_mentorships(mentorship(status=status))
    with pytest.raises(refusal):
        world.do(book_session, plan(TOMORROW))


def test_of_another_organisation_s_mentorship_nothing_is_told() -> None:
    world = World.with_mentorships()
    for mentorship_id, organisation in (("m1", "elsewhere"), ("m9", "north")):
        with pytest.raises(Unknown):
            world.do(book_session, plan(TOMORROW, by=organisation, mentorship_id=mentorship_id))


def test_a_session_begins_now_or_later_but_not_in_the_past_nor_in_years() -> None:
    world = World.with_mentorships()
    world.do(book_session, plan(NOW))
    with pytest.raises(InThePast):
        world.do(book_session, plan(NOW - timedelta(seconds=1)))
    with pytest.raises(TooFarAhead):
        world.do(book_session, plan(NOW + timedelta(days=732)))


@pytest.mark.parametrize("minutes", [4, 481, 0, -60])
def test_a_session_lasts_from_five_minutes_to_eight_hours(minutes: int) -> None:
    with pytest.raises(ValidationError):
        Wish(start=TOMORROW, zone="UTC", duration_minutes=minutes)


def test_nobody_is_booked_who_has_left() -> None:
    world = World(KnownMentorship.of(mentorship()), Calendar(id="ben", organisation_id="south", left=True))
    with pytest.raises(AttendeeLeft) as refused:
        world.do(book_session, plan(TOMORROW))
    assert refused.value.facts == {"people": ["ben"]}


def test_an_agenda_has_an_end() -> None:
    full = KnownMentorship.of(mentorship(), tuple(f"s{n}" for n in range(200)))
    with pytest.raises(AgendaFull):
        World(full).do(propose_session, plan(TOMORROW))


def test_a_calendar_has_an_end() -> None:
    calendar = Calendar(id="ada", organisation_id="north")
    for hour in range(500):
        calendar = calendar.with_booking(f"s{hour}", wish(TOMORROW + hour * HOUR).interval(NOW), NOW)
    with pytest.raises(CalendarFull):
        World(KnownMentorship.of(mentorship()), calendar).do(book_session, plan(TOMORROW + 600 * HOUR))


def test_sessions_long_over_leave_the_calendar_when_it_changes() -> None:
    world = World.with_mentorships()
    world.do(book_session, plan(TOMORROW))
    world.now = TOMORROW + 2 * DAY
    world.do(book_session, plan(world.now))
    assert world.booked_times("ada") == [(world.now, world.now + HOUR)]
