"""What the API lists is what the topics tell: nothing is lost, and nothing is another organisation's."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cli.verify.asking import OK, OPERATOR, Answers, Ask
from cli.verify.history import History
from cli.verify.life import Life
from mentormesh_contracts import Fact
from mentormesh_contracts.credentials import Credential
from mentormesh_contracts.feedback import FeedbackRecord, MentorshipGoal
from mentormesh_contracts.mentorships import Mentorship
from mentormesh_contracts.organisations import Agreement, Organisation
from mentormesh_contracts.people import Person
from mentormesh_contracts.programmes import Programme
from mentormesh_contracts.sessions import Session

MILLISECOND = timedelta(milliseconds=1)
"""As precise as times are kept."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of the API, the aggregates in it, and whose list each belongs on."""

    path: str
    kind: type[Fact]
    seen_by: Callable[[History, Life[Any]], Collection[str]]
    for_operators: bool = False

    def askers(self, organisations: Collection[str]) -> Collection[str]:
        """Who reads it."""
        return (OPERATOR,) if self.for_operators else organisations


def _people(history: History, life: Life[Person]) -> Collection[str]:
    return (life.last.organisation_id,)


def _mentorships(history: History, life: Life[Mentorship]) -> Collection[str]:
    return life.last.organisations


def _sessions(history: History, life: Life[Session]) -> Collection[str]:
    return {attendee.organisation_id for attendee in life.last.attendees}


def _goals(history: History, life: Life[MentorshipGoal]) -> Collection[str]:
    """Organisations that were in the mentorship when the goal was set, and are still."""
    about = history.lives(Mentorship).get(life.last.mentorship_id)
    then = about.at(life.first.at) if about else None
    return set(about.last.organisations) & set(then.organisations) if about and then else ()


def _feedback(history: History, life: Life[FeedbackRecord]) -> Collection[str]:
    author = history.lives(Person).get(life.last.person_id)
    return (author.last.organisation_id,) if author else ()


def _agreements(history: History, life: Life[Agreement]) -> Collection[str]:
    return (life.last.offered_by, life.last.offered_to)


def _everything(history: History, life: Life[Any]) -> Collection[str]:
    return (OPERATOR,)


def _programmes(history: History, life: Life[Programme]) -> Collection[str]:
    return (life.last.organisation_id,)


LISTINGS = (
    Listing("/v1/people", Person, _people),
    Listing("/v1/mentorships", Mentorship, _mentorships),
    Listing("/v1/sessions", Session, _sessions),
    Listing("/v1/goals", MentorshipGoal, _goals),
    Listing("/v1/feedback", FeedbackRecord, _feedback),
    Listing("/v1/agreements", Agreement, _agreements),
    Listing("/v1/programmes", Programme, _programmes),
    Listing("/v1/organisations", Organisation, _everything, for_operators=True),
    Listing("/v1/credentials", Credential, _everything, for_operators=True),
)
DIRECTORY = "/v1/programmes"
"""Other organisations' programmes are in it as well, if they are shared: `shared_programmes` looks at those."""


def asks_for_lists(history: History, organisations: Collection[str]) -> Iterable[Ask]:
    """Every list of every organisation, to its end."""
    return [Ask(each, listing.path, whole_list=True) for listing in LISTINGS for each in listing.askers(organisations)]


def check_listed(history: History, answers: Answers) -> Iterable[str]:
    """Whatever the topics tell of an organisation's things stands on its lists, as the last event left it."""
    for listing, organisation_id, ask in _asked(answers):
        told = _expected(history, listing, organisation_id)
        if answers[ask].status != OK:
            yield f"{ask}: answers {answers[ask].status}"
            continue
        listed = {item["id"]: item for item in answers[ask].items}
        yield from (f"{ask}: {id} is missing" for id in told if id not in listed)
        for id in told.keys() & listed.keys():
            yield from (f"{ask}: {id}: {difference}" for difference in _differences(told[id], listed[id]))


def check_listed_is_told(history: History, answers: Answers) -> Iterable[str]:
    """Whatever the API lists was told of on a topic: nothing was accepted that was never published."""
    for listing, _, ask in _asked(answers):
        known = history.lives(listing.kind)
        yield from (
            f"{ask}: of {item['id']} nothing was told" for item in answers[ask].items if item["id"] not in known
        )


def check_listed_is_own(history: History, answers: Answers) -> Iterable[str]:
    """Lists hold what belongs to the organisation that asks, and nothing of anybody else's."""
    for listing, organisation_id, ask in _asked(answers):
        if listing.path == DIRECTORY:
            continue
        known, told = history.lives(listing.kind), _expected(history, listing, organisation_id)
        foreign = (item["id"] for item in answers[ask].items if item["id"] in known and item["id"] not in told)
        yield from (f"{ask}: {id} is none of theirs" for id in foreign)


def _asked(answers: Answers) -> Iterator[tuple[Listing, str, Ask]]:
    for listing in LISTINGS:
        for organisation_id in listing.askers(answers.organisations):
            yield listing, organisation_id, Ask(organisation_id, listing.path, whole_list=True)


def _expected(history: History, listing: Listing, organisation_id: str) -> Mapping[str, Any]:
    kept = ((id, life) for id, life in history.lives(listing.kind).items() if id not in history.erased)
    return {id: life.last for id, life in kept if organisation_id in listing.seen_by(history, life)}


def _differences(told: Fact, listed: Mapping[str, Any]) -> Iterator[str]:
    for name, value in told.model_dump(mode="json").items():
        if name in listed and _plain(listed[name]) != _plain(value):
            yield f"{name} is {listed[name]!r}, but {value!r} was told"


def _plain(value: Any) -> Any:
    """As it can be compared: times to the millisecond, in UTC."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return _instant(value) if isinstance(value, str) and value[10:11] == "T" else value


def _instant(text: str) -> Any:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment.timestamp() // MILLISECOND.total_seconds()
