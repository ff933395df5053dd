"""Looked up now and then: who waits for a mentorship and for how long, what is open, and places between organisations.

Each costs a walk through an index of those that are counted, never through the documents, except for places: there are
two documents for each agreement.
"""

from collections import Counter
from datetime import datetime, timedelta

from mentormesh_contracts.vocabulary import CycleStatus, MentorshipStatus, ProgrammeStatus
from services.chassis.housekeeping.measuring import Measure
from services.chassis.mongo.reading import Group, Reader
from services.chassis.mongo.scope import NetworkScope
from services.chassis.observability.catalogue import ORGANISATION, gauge
from services.chassis.observability.organisations import Labels, show, show_each
from services.chassis.runtime import Runtime
from services.matching.domain.cycles.cycle import Cycle
from services.matching.domain.mentorships.mentorship import Mentorship
from services.matching.domain.participants.participant import Participant
from services.matching.domain.programmes.programme import MentoringProgramme
from services.matching.domain.ties.places import AgreementPlaces

MATCHING = "matching"
WEEK, MONTH = timedelta(days=7), timedelta(days=30)
WAITED = ("under_a_week", "under_a_month", "longer")
LIVE = (MentorshipStatus.PROPOSED, MentorshipStatus.ACTIVE, MentorshipStatus.PAUSED)

mentees_enrolled = gauge("mentees_enrolled", "people", "Mentees and peers enrolled in programmes that are open.")
organisation_mentees_enrolled = gauge(
    "organisation_mentees_enrolled", "people", "The organisation's mentees and peers enrolled.", ORGANISATION
)
mentees_unmatched = gauge(
    "mentees_unmatched", "people", "Those of them without a mentorship or a proposal, by time waited.", waited=WAITED
)
organisation_mentees_unmatched = gauge(
    "organisation_mentees_unmatched",
    "people",
    "Those of the organisation without a mentorship or a proposal, by time waited.",
    ORGANISATION,
    waited=WAITED,
)
mentee_longest_wait_seconds = gauge(
    "mentee_longest_wait_seconds", "seconds", "How long the one of them who waits longest has waited."
)
organisation_mentee_longest_wait_seconds = gauge(
    "organisation_mentee_longest_wait_seconds", "seconds", "The same among the organisation's own.", ORGANISATION
)
programmes_open = gauge("programmes_open", "programmes", "Programmes that take people.")
mentorships_live = gauge("mentorships_live", "mentorships", "Mentorships that hold their places.", status=LIVE)
cycles_running = gauge("cycles_running", "cycles", "Matching cycles that are running or wait for a worker.")
cycle_running_longest_seconds = gauge(
    "cycle_running_longest_seconds", "seconds", "How long the longest of them has been running."
)
places_between_organisations = gauge(
    "places_between_organisations", "places", "Places that organisations' mentors give to others' people now."
)
organisation_places_given = gauge(
    "organisation_places_given", "places", "Places that its mentors give to others' people now.", ORGANISATION
)
organisation_places_received = gauge(
    "organisation_places_received", "places", "Places that its people have with others' mentors now.", ORGANISATION
)


async def waiting(runtime: Runtime) -> None:
    """Who is enrolled in an open programme and has nobody, and since when."""
    read, now = _reader(runtime), runtime.clock.now()
    programmes = {"$in": await read.ids(MentoringProgramme, {"status": ProgrammeStatus.OPEN.value})}
    enrolled = await read.groups(Participant, {"seeking_in": programmes}, "organisation_id")
    unmatched: dict[Labels, float] = {}
    since: dict[Labels, datetime] = {}
    for waited, bounds in _bounds(now).items():
        where = {"waiting_in": programmes, "waiting_since": bounds}
        for group in await read.groups(Participant, where, "organisation_id", least="waiting_since"):
            unmatched[group.key[0], waited] = group.count
            since[group.key] = min(group.least, since.get(group.key, group.least))
    waits = {key: max(0.0, (now - moment).total_seconds()) for key, moment in since.items()}
    by_time = Counter[str]()
    for (_, waited), people in unmatched.items():
        by_time[waited] += int(people)
    show(mentees_enrolled, MATCHING, {(): sum(group.count for group in enrolled)})
    show_each(organisation_mentees_enrolled, MATCHING, {group.key: group.count for group in enrolled})
    show(mentees_unmatched, MATCHING, {(waited,): by_time[waited] for waited in WAITED})
    show_each(organisation_mentees_unmatched, MATCHING, unmatched)
    show(mentee_longest_wait_seconds, MATCHING, {(): max(waits.values(), default=0.0)})
    show_each(organisation_mentee_longest_wait_seconds, MATCHING, waits, max)


def _bounds(now: datetime) -> dict[str, dict[str, datetime]]:
    under_a_week, under_a_month, longer = WAITED
    return {
        under_a_week: {"$gt": now - WEEK},
        under_a_month: {"$gt": now - MONTH, "$lte": now - WEEK},
        longer: {"$lte": now - MONTH},
    }


async def under_way(runtime: Runtime) -> None:
    """Programmes, mentorships and cycles that are open."""
    read, now = _reader(runtime), runtime.clock.now()
    open_programmes = await read.count(MentoringProgramme, {"status": ProgrammeStatus.OPEN.value})
    live = await read.groups(Mentorship, {"status": {"$in": [status.value for status in LIVE]}}, "status")
    running = [cycle async for cycle in read.all(Cycle, {"status": CycleStatus.RUNNING.value})]
    longest = max(((now - cycle.public.started_at).total_seconds() for cycle in running), default=0.0)
    show(programmes_open, MATCHING, {(): open_programmes})
    show(mentorships_live, MATCHING, {(status,): 0 for status in LIVE} | _counts(live))
    show(cycles_running, MATCHING, {(): len(running)})
    show(cycle_running_longest_seconds, MATCHING, {(): max(0.0, longest)})


async def places(runtime: Runtime) -> None:
    """Places given and received under agreements."""
    given, received = Counter[Labels](), Counter[Labels]()
    async for each in _reader(runtime).all(AgreementPlaces):
        if each.used:
            given[(each.giver,)] += each.used
            received[(each.receiver,)] += each.used
    show(places_between_organisations, MATCHING, {(): given.total()})
    show_each(organisation_places_given, MATCHING, given)
    show_each(organisation_places_received, MATCHING, received)


def _counts(groups: list[Group]) -> dict[Labels, float]:
    return {group.key: group.count for group in groups}


def _reader(runtime: Runtime) -> Reader:
    return runtime.reader(NetworkScope("measures of the mission: numbers alone"))


MEASURES = (
    Measure(
        waiting,
        (
            mentees_enrolled,
            organisation_mentees_enrolled,
            mentees_unmatched,
            organisation_mentees_unmatched,
            mentee_longest_wait_seconds,
            organisation_mentee_longest_wait_seconds,
        ),
    ),
    Measure(under_way, (programmes_open, mentorships_live, cycles_running, cycle_running_longest_seconds)),
    Measure(places, (places_between_organisations, organisation_places_given, organisation_places_received)),
)
