"""To whom it is not shown, it does not exist: another organisation's id gives 404."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from cli.verify.asking import NOT_FOUND, Answers, Ask
from cli.verify.checks.lists import DIRECTORY, LISTINGS
from cli.verify.history import History
from cli.verify.relations import Relations
from cli.verify.sample import sample
from mentormesh_contracts import Fact
from mentormesh_contracts.feedback import FeedbackRecord, MentorshipGoal
from mentormesh_contracts.mentorships import Mentorship
from mentormesh_contracts.organisations import Agreement, Organisation
from mentormesh_contracts.people import Person
from mentormesh_contracts.programmes import Programme
from mentormesh_contracts.sessions import Session

ROUTES: Mapping[type[Fact], tuple[str, ...]] = {
    Person: ("/v1/people/{id}", "/v1/people/{id}/calendar", "/v1/people/{id}/scores"),
    Mentorship: ("/v1/mentorships/{id}", "/v1/mentorships/{id}/health", "/v1/mentorships/{id}/report"),
    Session: ("/v1/sessions/{id}", "/v1/sessions/{id}/feedback"),
    MentorshipGoal: ("/v1/goals/{id}",),
    FeedbackRecord: ("/v1/feedback/{id}",),
    Agreement: ("/v1/agreements/{id}",),
    Organisation: ("/v1/organisations/{id}",),
    Programme: ("/v1/programmes/{id}", "/v1/programmes/{id}/cycles", "/v1/programmes/{id}/enrolments"),
}
"""What is asked about each, by its id."""
FEW = 15


def asks_as_strangers(history: History, organisations: Collection[str]) -> Iterable[Ask]:
    """Some of every kind, asked for by organisations that have nothing to do with them."""
    for kind, routes in ROUTES.items():
        for id, organisation_id in sample(_strange(history, kind, organisations), FEW):
            yield from (Ask(organisation_id, route.format(id=id)) for route in routes)


def check_strangers(history: History, answers: Answers) -> Iterable[str]:
    """An organisation without a relation is told 404, whatever it asks about and whether it exists or not."""
    for ask in asks_as_strangers(history, answers.organisations):
        if answers[ask].status != NOT_FOUND:
            yield f"{ask}: answers {answers[ask].status}, not 404, to an organisation without a relation"


def _strange(history: History, kind: type[Fact], organisations: Collection[str]) -> Iterator[tuple[str, str]]:
    relations = Relations(history)
    listing = next((each for each in LISTINGS if each.kind is kind), None)
    for id, life in history.lives(kind).items():
        for viewer in organisations:
            own = listing is not None and viewer in listing.seen_by(history, life)
            if not own and not _may_see(relations, viewer, life.last):
                yield id, viewer


def _may_see(relations: Relations, viewer: str, state: Fact) -> bool:
    match state:
        case Person():
            return relations.of(viewer, state.id) is not None
        case Organisation():
            return viewer == state.id or relations.ever_agreed(viewer, state.id)
        case Programme():
            return relations.shares(state, viewer)
        case _:
            return False


def check_shared_programmes(history: History, answers: Answers) -> Iterable[str]:
    """The directory holds one's own programmes, and of others those that an agreement in force opens."""
    relations, programmes = Relations(history), history.lives(Programme)
    for viewer in answers.organisations:
        ask = Ask(viewer, DIRECTORY, whole_list=True)
        for item in answers[ask].items:
            life = programmes.get(item["id"])
            if life and viewer != life.last.organisation_id and not relations.shares(life.last, viewer):
                yield f"{ask}: programme {life.id} of {life.last.organisation_id} is not shared with them"
