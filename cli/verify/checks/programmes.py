"""What programmes list is what the topics tell: their cycles, and everybody's part in them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from cli.verify.asking import OK, Answers, Ask
from cli.verify.history import History
from cli.verify.relations import Relations
from mentormesh_contracts.mentorships import Mentorship
from mentormesh_contracts.programmes import Cycle, Participant, Programme
from mentormesh_contracts.vocabulary import Role

Part = tuple[str, str, str | None]
"""Who, in which role, and in which live mentorship."""


def asks_for_cycles(history: History, organisations: Collection[str]) -> Iterable[Ask]:
    """The cycles of every programme."""
    return [ask for _, ask in _lists(history, organisations, "cycles")]


def check_cycles_listed(history: History, answers: Answers) -> Iterable[str]:
    """A programme lists its cycles, as the last event left them."""
    for programme_id, ask in _lists(history, answers.organisations, "cycles"):
        told = {id: life.last for id, life in history.lives(Cycle).items() if life.last.programme_id == programme_id}
        yield from _differences(
            ask,
            answers,
            {id: (cycle.status.value, cycle.policy_version) for id, cycle in told.items()},
            {item["id"]: (item["status"], item["policy_version"]) for item in answers[ask].items},
        )


def asks_for_enrolments(history: History, organisations: Collection[str]) -> Iterable[Ask]:
    """The enrolments in every programme, as each organisation that may look sees them."""
    return [ask for _, ask in _lists(history, organisations, "enrolments")]


def check_enrolments_listed(history: History, answers: Answers) -> Iterable[str]:
    """A programme lists the parts that people take in it, each with the one live mentorship that the topics tell of."""
    told = _parts(history)
    for programme_id, ask in _lists(history, answers.organisations, "enrolments"):
        shown = [part for item in answers[ask].items for part in item["enrolments"]]
        yield from _differences(
            ask,
            answers,
            {each[:2]: each[2] for each in told[programme_id, ask.organisation_id]},
            {(part["person_id"], part["role"]): part.get("mentorship_id") for part in shown},
        )


def _differences(ask: Ask, answers: Answers, told: Mapping[Any, Any], shown: Mapping[Any, Any]) -> Iterator[str]:
    if answers[ask].status != OK:
        yield f"{ask}: answers {answers[ask].status}"
        return
    for what in sorted(told.keys() | shown.keys()):
        if (what in told, told.get(what)) != (what in shown, shown.get(what)):
            yield f"{ask}: {what}: {shown.get(what, 'nothing')} is shown, {told.get(what, 'nothing')} was told"


def _parts(history: History) -> Mapping[tuple[str, str], list[Part]]:
    """By programme and organisation."""
    live = {
        (member.person_id, life.last.programme_id): life.id
        for life in history.lives(Mentorship).values()
        if life.last.is_live
        for member in life.last.members
        if member.role is not Role.MENTOR
    }
    found: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for id, life in history.lives(Participant).items():
        for part in life.last.enrolments:
            mentorship_id = None if part.role is Role.MENTOR else live.get((id, part.programme_id))
            found[part.programme_id, life.last.organisation_id].append((id, part.role.value, mentorship_id))
    return found


def _lists(history: History, organisations: Collection[str], what: str) -> Iterator[tuple[str, Ask]]:
    relations = Relations(history)
    for id, life in history.lives(Programme).items():
        for viewer in organisations:
            if viewer == life.last.organisation_id or relations.shares(life.last, viewer):
                yield id, Ask(viewer, f"/v1/programmes/{id}/{what}", whole_list=True)
