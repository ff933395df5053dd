"""What feedback told of mentors and mentorships is what it shows: scores, and who is at risk."""

from collections.abc import Collection, Iterable, Iterator

from cli.verify.asking import OK, Answers, Ask
from cli.verify.history import History
from cli.verify.life import Life
from cli.verify.sample import sample
from mentormesh_contracts.feedback import MentorScores, MentorshipHealth
from mentormesh_contracts.mentorships import Mentorship

RISKS = "/v1/risks"


def asks_for_risks(history: History, organisations: Collection[str]) -> Iterable[Ask]:
    """Which mentorships are at risk, as every organisation sees it."""
    return [Ask(each, RISKS, whole_list=True) for each in organisations]


def check_risks_listed(history: History, answers: Answers) -> Iterable[str]:
    """An organisation's mentorships at risk are those whose last word on it was a risk."""
    mentorships = history.lives(Mentorship)
    for ask in asks_for_risks(history, answers.organisations):
        if answers[ask].status != OK:
            yield f"{ask}: answers {answers[ask].status}"
            continue
        told = {
            id
            for id, life in history.lives(MentorshipHealth).items()
            if life.last.risks and id in mentorships and ask.organisation_id in mentorships[id].last.organisations
        }
        shown = {item["mentorship_id"] for item in answers[ask].items}
        yield from (f"{ask}: {id} is at risk, and not shown" for id in sorted(told - shown))
        yield from (f"{ask}: {id} is shown, though no risk was told" for id in sorted(shown - told))


def asks_for_scores(history: History, organisations: Collection[str]) -> Iterable[Ask]:
    """The scores of some mentors, asked for by their own coordinators."""
    return [ask for _, ask in _scores(history, organisations)]


def check_scores_shown(history: History, answers: Answers) -> Iterable[str]:
    """A mentor's scores, as their own coordinators see them, are those that were told last."""
    for life, ask in _scores(history, answers.organisations):
        if answers[ask].status != OK:
            yield f"{ask}: answers {answers[ask].status}, though scores were told"
            continue
        told = {score.quality.value: (round(score.mean, 6), score.raters) for score in life.last.scores}
        body = answers[ask].body
        shown = {score["quality"]: (round(score["mean"], 6), score["raters"]) for score in body["scores"]}
        if (told, life.last.raters) != (shown, body["raters"]):
            yield f"{ask}: {shown} of {body['raters']} raters, but {told} of {life.last.raters} was told"


def _scores(history: History, organisations: Collection[str]) -> Iterator[tuple[Life[MentorScores], Ask]]:
    for id in sample(history.lives(MentorScores)):
        life = history.lives(MentorScores)[id]
        if life.last.organisation_id in organisations:
            yield life, Ask(life.last.organisation_id, f"/v1/people/{id}/scores")
