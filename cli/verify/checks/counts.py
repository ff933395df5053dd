"""What the API counts is what happened: each effect once, and none missing."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from cli.verify.asking import OK, Answers, Ask
from cli.verify.history import History
from mentormesh_contracts import Fact
from mentormesh_contracts.feedback import Introduction, MentorshipGoal, ProblemSolved
from mentormesh_contracts.mentorships import Mentorship, MentorshipStarted
from mentormesh_contracts.organisations import Agreement
from mentormesh_contracts.sessions import Session
from mentormesh_contracts.vocabulary import Role, SessionStatus

REPORTS, MENTORS, AGREEMENTS = "/v1/reports", "/v1/places/mentors", "/v1/places/agreements"


def asks_for_reports(history: History, organisations: Collection[str]) -> Iterable[Ask]:
    """The report of every organisation."""
    return [Ask(each, REPORTS) for each in organisations]


def check_reports(history: History, answers: Answers) -> Iterable[str]:
    """An organisation's report counts its mentorships, sessions, goals and what came of them as the topics do."""
    for organisation_id in answers.organisations:
        ask = Ask(organisation_id, REPORTS)
        answer = answers[ask]
        if answer.status != OK:
            yield f"{ask}: answers {answer.status}"
            continue
        told = _figures(history, organisation_id)
        shown = _shown(answer.body)
        for name in sorted(told.keys() | shown.keys()):
            if told[name] != shown[name]:
                yield f"{ask}: {name} are {shown[name]}, but the topics tell of {told[name]}"


def _figures(history: History, organisation_id: str) -> Counter[str]:
    own = {
        id: life.last
        for id, life in history.lives(Mentorship).items()
        if organisation_id in life.last.organisations and life.has(MentorshipStarted)
    }
    figures = Counter(f"mentorships {mentorship.status}" for mentorship in own.values())
    figures.update(f"sessions {each.status}" for each in _about(history, Session, own) if each.status in COUNTED)
    figures.update(f"goals {each.status}" for each in _about(history, MentorshipGoal, own))
    figures["introductions"] = len(list(_about(history, Introduction, own)))
    figures["problems solved"] = len(list(_about(history, ProblemSolved, own)))
    return +figures


COUNTED = (SessionStatus.HELD, SessionStatus.MISSED)


def _about(history: History, kind: type[Fact], mentorships: Collection[str]) -> Iterator[Any]:
    for life in history.lives(kind).values():
        if getattr(life.last, "mentorship_id", None) in mentorships:
            yield life.last


def _shown(report: Mapping[str, Any]) -> Counter[str]:
    progress = report["progress"]
    figures = Counter({f"mentorships {status}": count for status, count in report["mentorships"].items()})
    figures.update({f"goals {status}": count for status, count in progress["goals"].items()})
    figures["sessions held"], figures["sessions missed"] = progress["sessions_held"], progress["sessions_missed"]
    figures["introductions"], figures["problems solved"] = progress["introductions"], progress["problems_solved"]
    return +figures


def asks_for_places(history: History, organisations: Collection[str]) -> Iterable[Ask]:
    """Places of mentors and of agreements, of every organisation."""
    return [Ask(each, path, whole_list=True) for path in (MENTORS, AGREEMENTS) for each in organisations]


def check_places_answered(history: History, answers: Answers) -> Iterable[str]:
    """Places in use, as the API shows them, are those of the live mentorships: of mentors and of agreements."""
    mentors, agreements = _in_use(history)
    for organisation_id in answers.organisations:
        for ask in (Ask(organisation_id, path, whole_list=True) for path in (MENTORS, AGREEMENTS)):
            if answers[ask].status != OK:
                yield f"{ask}: answers {answers[ask].status}"
        for item in answers[Ask(organisation_id, MENTORS, whole_list=True)].items:
            yield from _other(f"mentor {item['person_id']}", item["used"], mentors[item["person_id"]])
        for item in answers[Ask(organisation_id, AGREEMENTS, whole_list=True)].items:
            direction = (item["agreement_id"], item["giver"])
            yield from _other(f"agreement {direction[0]} from {direction[1]}", item["used"], agreements[direction])
            yield from _other_quota(history, item)


def _other(what: str, shown: int, real: int) -> Iterator[str]:
    if shown != real:
        yield f"{what}: {shown} places are shown in use, {real} are"


def _other_quota(history: History, item: Mapping[str, Any]) -> Iterator[str]:
    agreement = history.lives(Agreement).get(item["agreement_id"])
    quota = agreement.last.share_of(item["giver"]).places if agreement else None
    if item["quota"] != quota:
        yield f"agreement {item['agreement_id']} from {item['giver']}: quota {item['quota']} is shown, not {quota}"


def _in_use(history: History) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    mentors: Counter[str] = Counter()
    agreements: Counter[tuple[str, str]] = Counter()
    for life in history.lives(Mentorship).values():
        if life.last.is_live:
            mentors.update(member.person_id for member in life.last.members if member.role is Role.MENTOR)
            for place in life.last.agreement_places:
                agreements[place.agreement_id, place.giver] += place.places
    return mentors, agreements
