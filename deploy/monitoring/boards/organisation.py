"""One organisation: what its people get from the network, and what they give."""

from deploy.monitoring.asking import Answer, Board, Choice, Question, Row, Shape, Unit, increase, nought

ONE = 'organisation="$organisation"'
DAY = "1d"


def _now(metric: str, legend: str) -> Answer:
    return Answer(f"sum(mentormesh_organisation_{metric}{{{ONE}}}) or vector(0)", legend)


PEOPLE = Row(
    "Its people",
    (
        Question(
            "How many are enrolled?",
            (_now("mentees_enrolled", "mentees and peers"),),
            "mission",
            shape=Shape.NUMBER,
            width=6,
        ),
        Question(
            "What share has a mentorship or a proposal?",
            (
                Answer(
                    f"1 - (sum(mentormesh_organisation_mentees_unmatched{{{ONE}}}) or vector(0))"
                    f" / sum(mentormesh_organisation_mentees_enrolled{{{ONE}}})",
                    "coverage",
                ),
            ),
            "unmatched",
            Unit.SHARE,
            Shape.NUMBER,
            width=6,
        ),
        Question(
            "How long has the longest waited?",
            (
                Answer(
                    f"max(mentormesh_organisation_mentee_longest_wait_seconds{{{ONE}}}) or vector(0)", "longest wait"
                ),
            ),
            "unmatched",
            Unit.SECONDS,
            Shape.NUMBER,
            width=6,
        ),
        Question(
            "How many mentorships are at risk?",
            (_now("mentorships_at_risk", "at risk"),),
            "risk",
            shape=Shape.NUMBER,
            width=6,
        ),
        Question(
            "Who waits for a mentorship, and for how long?",
            (
                Answer(
                    f"sum by (waited) (mentormesh_organisation_mentees_unmatched{{{ONE}}}) "
                    f"or {nought(waited='under_a_week')}",
                    "{{waited}}",
                ),
            ),
            "unmatched",
            shape=Shape.STACK,
        ),
        Question(
            "How do its people answer offers?",
            (Answer(increase("organisation_offers_total", "answer", over=DAY, where=ONE), "{{answer}}"),),
            "offers",
            shape=Shape.STACK,
            about="In the last day.",
        ),
        Question(
            "Are sessions kept?",
            (Answer(increase("organisation_sessions_total", "outcome", over=DAY, where=ONE), "{{outcome}}"),),
            "sessions",
            about="In the last day, of all mentorships with one of its people.",
        ),
        Question(
            "What becomes of goals?",
            (Answer(increase("organisation_goals_total", "outcome", over=DAY, where=ONE), "{{outcome}}"),),
            "mission",
            about="In the last day, of all mentorships with one of its people.",
            width=12,
        ),
        Question(
            "How many places does it give, and receive?",
            (_now("places_given", "given"), _now("places_received", "received")),
            "mission",
            width=12,
        ),
    ),
)

ONE_ORGANISATION = Board(
    "mentormesh-organisation",
    "MentorMesh: one organisation",
    "What an organisation's people get from the network and give to it. "
    "Those beyond MENTORMESH_METRICS_ORGANISATIONS are shown together as others; "
    "nobody is shown to a Prometheus that has none of MENTORMESH_METRICS_TOKENS.",
    (PEOPLE,),
    (Choice("organisation", "Organisation", "mentormesh_organisation_mentees_enrolled"),),
    since="now-7d",
)
