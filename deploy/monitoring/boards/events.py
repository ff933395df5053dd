"""Events and lag: from the outbox over the topics to those who hear them."""

from deploy.monitoring.asking import Answer, Board, Question, Row, Shape, Unit, nought, quantile, rate

TWICE = 'outcome="duplicate"'

TOLD = Row(
    "What is told",
    (
        Question(
            "How many events are published?",
            (Answer(rate("outbox_published_total", "service"), "{{service}}"),),
            "outbox-stalls",
            Unit.A_SECOND,
            Shape.STACK,
        ),
        Question(
            "How old is the oldest that is not published?",
            (Answer("max by (service) (mentormesh_outbox_age_seconds)", "{{service}}"),),
            "outbox-stalls",
            Unit.SECONDS,
            bad_from=30,
        ),
        Question(
            "How many wait to be published?",
            (Answer("max by (service) (mentormesh_outbox_waiting_events)", "{{service}}"),),
            "outbox-stalls",
            about="One page at most: whether it is full says more than how full it is.",
        ),
        Question(
            "Does exactly one process of each service publish?",
            (Answer("sum by (service) (mentormesh_relay_owner)", "{{service}}"),),
            "no-owner",
            shape=Shape.BARS,
            width=12,
            bad_below=1,
        ),
        Question(
            "Is anything published again?",
            (Answer(rate("outbox_refilled_total", "service"), "{{service}}"),),
            "broker-lost",
            Unit.A_SECOND,
            about="After topics were lost, or because an operator wished it.",
            width=12,
        ),
    ),
)

HEARD = Row(
    "What is heard",
    (
        Question(
            "How many records are taken?",
            (Answer(rate("records_total", "service"), "{{service}}"),),
            "falls-behind",
            Unit.A_SECOND,
            Shape.STACK,
        ),
        Question(
            "How many events is each service behind?",
            (Answer("sum by (service) (mentormesh_consumer_lag_events)", "{{service}}"),),
            "falls-behind",
        ),
        Question(
            "How many seconds?",
            (Answer("max by (service) (mentormesh_consumer_lag_seconds)", "{{service}}"),),
            "falls-behind",
            Unit.SECONDS,
            bad_from=60,
        ),
        Question(
            "Which topics are behind?",
            (Answer("sum by (service, topic) (mentormesh_consumer_lag_events)", "{{service}} {{topic}}"),),
            "falls-behind",
            shape=Shape.BARS,
            width=12,
        ),
        Question(
            "How long from a request to its effect, by service?",
            (Answer(quantile(0.99, "effect_seconds", "service"), "{{service}}"),),
            "effects-late",
            Unit.SECONDS,
            about="99 of 100 at most.",
            width=12,
            bad_from=1,
        ),
    ),
)

ASIDE = Row(
    "What was taken aside",
    (
        Question(
            "How many records are held?",
            (Answer("max by (service, state) (mentormesh_held_records)", "{{service}} {{state}}"),),
            "dead-letters",
            bad_from=1,
        ),
        Question(
            "How old is the oldest of them?",
            (Answer("max by (service, state) (mentormesh_held_oldest_seconds)", "{{service}} {{state}}"),),
            "dead-letters",
            Unit.SECONDS,
            bad_from=600,
        ),
        Question(
            "Has a service stopped to listen?",
            (Answer("max by (service) (mentormesh_intake_stopped)", "{{service}}"),),
            "intake-stopped",
            bad_from=1,
        ),
        Question(
            "How many records come twice?",
            (
                Answer(
                    f"{rate('records_total', 'service', where=TWICE)} or {nought(service='none')}",
                    "{{service}}",
                ),
            ),
            "duplicates",
            Unit.A_SECOND,
            about="They have no second effect.",
            width=12,
        ),
        Question(
            "Who waits to be erased?",
            (Answer("max by (service) (mentormesh_erasures_open)", "{{service}}"),),
            "erasures",
            about="People whose erasure was heard of and is not carried out yet.",
            width=12,
        ),
    ),
)

EVENTS = Board(
    "mentormesh-events",
    "MentorMesh: events and lag",
    "From the outbox over the topics to those who hear them.",
    (TOLD, HEARD, ASIDE),
)
