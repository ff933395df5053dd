"""The network at a glance: whether it does what it is for, and whether the platform carries it."""

from deploy.monitoring.asking import Answer, Board, Question, Row, Shape, Unit, increase, quantile, rate

DAY = "1d"
FAILED = 'status=~"5.."'

MISSION = Row(
    "The mission",
    (
        Question(
            "How large is the network?",
            (
                Answer('sum(mentormesh_people{status="active"})', "people"),
                Answer("sum(mentormesh_organisations_joined)", "organisations"),
                Answer('sum(mentormesh_agreements{status="active"})', "agreements"),
                Answer("sum(mentormesh_programmes_open)", "open programmes"),
            ),
            "mission",
            shape=Shape.NUMBER,
        ),
        Question(
            "What share is matched?",
            (Answer("1 - sum(mentormesh_mentees_unmatched) / sum(mentormesh_mentees_enrolled)", "coverage"),),
            "unmatched",
            Unit.SHARE,
            Shape.NUMBER,
            about="Of the mentees and peers enrolled: who has a mentorship or a proposal.",
            width=4,
        ),
        Question(
            "How long has the longest waited?",
            (Answer("max(mentormesh_mentee_longest_wait_seconds)", "longest wait"),),
            "unmatched",
            Unit.SECONDS,
            Shape.NUMBER,
            width=4,
        ),
        Question(
            "Who waits for a mentorship, and for how long?",
            (Answer("sum by (waited) (mentormesh_mentees_unmatched)", "{{waited}}"),),
            "unmatched",
            shape=Shape.STACK,
        ),
        Question(
            "How many mentorships are live?",
            (Answer("sum by (status) (mentormesh_mentorships_live)", "{{status}}"),),
            "mission",
            shape=Shape.STACK,
        ),
        Question(
            "How are offers answered?",
            (Answer(increase("offers_total", "answer", over=DAY), "{{answer}}"),),
            "offers",
            shape=Shape.STACK,
            about="In the last day, by person: offers that expired were answered by nobody.",
        ),
        Question(
            "How long do people take to answer?",
            (
                Answer(quantile(0.5, "offer_answer_seconds", over=DAY), "half of them at most"),
                Answer(quantile(0.9, "offer_answer_seconds", over=DAY), "nine of ten at most"),
            ),
            "offers",
            Unit.SECONDS,
        ),
        Question(
            "Are sessions kept?",
            (Answer(increase("sessions_total", "outcome", over=DAY), "{{outcome}}"),),
            "sessions",
            about="In the last day.",
        ),
        Question(
            "Which goals are reached?",
            (Answer(increase("goals_total", "goal", over=DAY, where='outcome="reached"'), "{{goal}}"),),
            "mission",
            shape=Shape.STACK,
            about="In the last day, by which of the six it is.",
        ),
        Question(
            "How many are at risk?",
            (Answer("sum(mentormesh_mentorships_at_risk)", "at risk"),),
            "risk",
            shape=Shape.NUMBER,
            width=4,
        ),
        Question(
            "How many places are given?",
            (Answer("sum(mentormesh_places_between_organisations)", "places"),),
            "mission",
            about="By mentors of one organisation to people of another.",
            width=4,
            shape=Shape.NUMBER,
        ),
    ),
)

PLATFORM = Row(
    "The platform",
    (
        Question(
            "Is every process up?",
            (Answer('min by (deployment) (up{job="mentormesh"})', "{{deployment}}"),),
            "service-down",
            shape=Shape.NUMBER,
            bad_below=1,
        ),
        Question(
            "What share of requests fails?",
            (
                Answer(
                    f"({rate('http_requests_total', where=FAILED)} or vector(0)) / {rate('http_requests_total')}",
                    "failed",
                ),
            ),
            "api-fails",
            Unit.SHARE,
            bad_from=0.001,
        ),
        Question(
            "How long from a request to its effect?",
            (
                Answer(quantile(0.5, "effect_seconds"), "half of them at most"),
                Answer(quantile(0.99, "effect_seconds"), "99 of 100 at most"),
            ),
            "effects-late",
            Unit.SECONDS,
            bad_from=1,
        ),
        Question(
            "Is any service behind?",
            (Answer("max by (service) (mentormesh_consumer_lag_seconds)", "{{service}}"),),
            "falls-behind",
            Unit.SECONDS,
            bad_from=60,
        ),
        Question(
            "Are there records that nobody could take?",
            (
                Answer(
                    "sum by (service, state) (max by (service, state) (mentormesh_held_records))",
                    "{{service}} {{state}}",
                ),
            ),
            "dead-letters",
            bad_from=1,
        ),
        Question(
            "How many requests are answered?",
            (Answer(rate("http_requests_total", "service"), "{{service}}"),),
            "api-fails",
            Unit.A_SECOND,
            Shape.STACK,
        ),
    ),
)

OBJECTIVES = Row(
    "Objectives",
    (
        Question(
            "How much of each error budget is left?",
            (Answer("mentormesh:objective:budget_left", "{{objective}}"),),
            "objectives",
            Unit.SHARE,
            Shape.BARS,
            about="Of the last 30 days, or of what Prometheus remembers of them.",
            width=10,
            bad_below=0.25,
        ),
        Question(
            "How fast are budgets used up?",
            (Answer("mentormesh:objective:burn_rate1h", "{{objective}}"),),
            "objectives",
            about="1: as fast as the budget allows. Over the last hour.",
            width=10,
            bad_from=14.4,
        ),
        Question(
            "Is anybody booked twice?",
            (Answer("sum(mentormesh_bookings_overlapping)", "overlapping bookings"),),
            "booked-twice",
            shape=Shape.NUMBER,
            width=4,
            bad_from=1,
        ),
    ),
)

NETWORK = Board(
    "mentormesh-network",
    "MentorMesh: the network at a glance",
    "Whether the network does what it is for, and whether the platform carries it.",
    (MISSION, PLATFORM, OBJECTIVES),
)
