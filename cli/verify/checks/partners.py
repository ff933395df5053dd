"""What partners see of each other's people: as much as the design's table gives, and no more."""

from collections.abc import Collection, Iterable, Iterator

from cli.verify.asking import OK, Answer, Answers, Ask
from cli.verify.history import History
from cli.verify.relations import Relation, Relations
from cli.verify.sample import sample

ATTRIBUTES = frozenset(
    {
        "roles",
        "goals_sought",
        "goals_offered",
        "strengths",
        "weaknesses",
        "disciplines",
        "area_sought",
        "languages",
        "zone",
        "weekly_hours",
    }
)
CONTACT = frozenset({"name", "email", "phone"})
IDENTITY = frozenset({"id", "organisation_id"})


def asks_about_partners(history: History, organisations: Collection[str]) -> Iterable[Ask]:
    """Some partners' people, asked for by the partner and, for comparison, by their own organisation."""
    for viewer, person_id, home, _ in _partners(history, organisations):
        yield from (Ask(each, f"/v1/people/{person_id}") for each in (viewer, home))


def check_partner_sight(history: History, answers: Answers) -> Iterable[str]:
    """A partner sees a candidate by id, their attributes if the role is shared, and their name if they consented.

    The name only once both coordinators approved, or the mentorship has begun; never anything beyond.
    """
    for viewer, person_id, home, relation in _partners(history, answers.organisations):
        ask = Ask(viewer, f"/v1/people/{person_id}")
        seen, whole = answers[ask], answers[Ask(home, ask.path)]
        if seen.status != OK or whole.status != OK:
            yield f"{ask}: answers {seen.status}, and {whole.status} to their own organisation"
            continue
        yield from (f"{ask}: {fault}" for fault in _beyond(seen, whole, relation))


def _beyond(seen: Answer, whole: Answer, relation: Relation) -> Iterator[str]:
    contact = CONTACT if relation.contact and whole.body.get("shares_contact") else frozenset()
    attributes = ATTRIBUTES if relation.attributes else frozenset()
    allowed = IDENTITY | attributes | contact
    shown = {name for name, value in seen.body.items() if value is not None}
    if shown - allowed:
        yield f"shows {', '.join(sorted(shown - allowed))}"
    hidden = {name for name in allowed - shown if whole.body.get(name) is not None}
    if hidden:
        yield f"does not show {', '.join(sorted(hidden))}"


def _partners(history: History, organisations: Collection[str]) -> Iterator[tuple[str, str, str, Relation]]:
    relations = Relations(history)
    for relation in sorted(set(relations.between.values()), key=repr):
        alike = [pair for pair, each in relations.between.items() if each == relation]
        for viewer, person_id in sample(alike):
            home = relations.home(person_id)
            if viewer in organisations and home in organisations:
                yield viewer, person_id, str(home), relation
