"""Whom an organisation is recommended: mentors that are shared with it, by id."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from cli.verify.asking import OK, Answers, Ask
from cli.verify.history import History
from cli.verify.relations import Relations
from cli.verify.sample import sample
from mentormesh_contracts.programmes import Participant, Programme
from mentormesh_contracts.vocabulary import ProgrammeKind, Role

FEW = 5
"""Each is a match of a whole cohort."""
SECRET = ("name", "email", "phone", "external_id", "reporting_line", "never_with", "screening", "scores", "comment")
"""No field of a recommendation is called so, or begins so."""


def asks_for_recommendations(history: History, organisations: Collection[str]) -> Iterable[Ask]:
    """Mentors recommended to some mentees of informal programmes."""
    informal = {id for id, life in history.lives(Programme).items() if life.last.kind is ProgrammeKind.INFORMAL}
    seekers = [
        (life.last.organisation_id, part.programme_id, id)
        for id, life in history.lives(Participant).items()
        for part in life.last.enrolments
        if part.role is Role.MENTEE and part.programme_id in informal and life.last.organisation_id in organisations
    ]
    return [
        Ask(home, f"/v1/programmes/{programme_id}/recommendations?mentee_id={id}")
        for home, programme_id, id in sample(seekers, FEW)
    ]


def check_recommendations(history: History, answers: Answers) -> Iterable[str]:
    """Recommended are one's own mentors and those that an agreement shares, by id, without name or confidences."""
    relations = Relations(history)
    for ask in asks_for_recommendations(history, answers.organisations):
        for item in answers[ask].body.get("items", ()) if answers[ask].status == OK else ():
            home = relations.home(item["person_id"])
            if home not in (None, ask.organisation_id) and not _shares_mentors(
                relations, str(home), ask.organisation_id
            ):
                yield f"{ask}: {item['person_id']} of {home} is not shared with them"
            yield from (f"{ask}: shows {name} of {item['person_id']}" for name in _secrets(item))


def _shares_mentors(relations: Relations, home: str, viewer: str) -> bool:
    return any(Role.MENTOR in each.share_of(home).roles for each in relations.agreements(home, viewer))


def _secrets(item: Mapping[str, Any]) -> list[str]:
    return sorted(name for name in item if name.startswith(SECRET))
