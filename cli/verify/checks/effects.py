"""One cause, one effect: of a request, and of an event that another service told."""

from collections import defaultdict
from collections.abc import Hashable, Iterable

from cli.verify.asking import Answers
from cli.verify.history import History
from cli.verify.record import Told
from mentormesh_contracts.feedback import FeedbackGiven, GoalSet, IntroductionMade, ProblemWasSolved
from mentormesh_contracts.mentorships import MentorshipProposed
from mentormesh_contracts.organisations import AgreementOffered, OrganisationJoined
from mentormesh_contracts.programmes import CycleStarted, ProgrammeOpened
from mentormesh_contracts.sessions import SessionBooked, SessionProposed

MADE = (
    OrganisationJoined,
    AgreementOffered,
    ProgrammeOpened,
    CycleStarted,
    MentorshipProposed,
    SessionProposed,
    SessionBooked,
    GoalSet,
    IntroductionMade,
    ProblemWasSolved,
    FeedbackGiven,
)
"""What is made one by one; people come by the roster, and are enrolled many at once."""


def check_caused_once(history: History, answers: Answers) -> Iterable[str]:
    """An event that led to another one led to it once: what a reaction tells of an aggregate is not told again."""
    caused: dict[Hashable, list[Told]] = defaultdict(list)
    for told in history.first_occurrences.values():
        for each in told:
            if each.envelope.causation_id and each.event:
                said = each.event.model_dump_json(exclude={"after"})
                caused[each.envelope.causation_id, type(each.event), each.envelope.subject, said].append(each)
    return [
        f"{' and '.join(each.what for each in effects)} all came of event {effects[0].envelope.causation_id}"
        for effects in caused.values()
        if len(effects) > 1
    ]


def check_requested_once(history: History, answers: Answers) -> Iterable[str]:
    """One request makes one thing of a kind, though it was repeated, or decided on again after a conflict."""
    made: dict[Hashable, list[Told]] = defaultdict(list)
    for told in history.first_occurrences.values():
        for each in told:
            if isinstance(each.event, MADE) and each.envelope.accepted_time and not each.envelope.causation_id:
                request = (each.envelope.correlation_id, each.envelope.accepted_time, type(each.event))
                made[request].append(each)
    return [
        f"{' and '.join(each.what for each in effects)} came of one request, {effects[0].envelope.correlation_id}"
        for effects in made.values()
        if len(effects) > 1
    ]
