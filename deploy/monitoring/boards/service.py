"""One service: what it is asked, what it writes, what it hears and tells, and what it runs on."""

from deploy.monitoring.asking import Answer, Board, Choice, Question, Row, Shape, Unit, mean, quantile, rate

ONE = 'service="$service"'
HALF, MOST = "half of them at most", "99 of 100 at most"


def _both(metric: str) -> tuple[Answer, ...]:
    return (Answer(quantile(0.5, metric, where=ONE), HALF), Answer(quantile(0.99, metric, where=ONE), MOST))


def _of_its_processes(metric: str) -> str:
    return f"{metric} and on (instance) mentormesh_queue_depth{{{ONE}}}"


REQUESTS = Row(
    "Requests",
    (
        Question(
            "How are requests answered?",
            (Answer(rate("http_requests_total", "status", where=ONE), "{{status}}"),),
            "api-fails",
            Unit.A_SECOND,
            Shape.STACK,
        ),
        Question("How long do requests take?", _both("http_seconds"), "slow-requests", Unit.SECONDS),
        Question(
            "Which routes take longest?",
            (
                Answer(
                    f"topk(10, {mean('http_seconds', 'method', 'route', where=ONE, over='15m')})",
                    "{{method}} {{route}}",
                ),
            ),
            "slow-requests",
            Unit.SECONDS,
            Shape.BARS,
            about="On average, of the last 15 minutes.",
        ),
        Question(
            "What becomes of commands?",
            (Answer(rate("commands_total", "outcome", where=ONE), "{{outcome}}"),),
            "api-fails",
            Unit.A_SECOND,
        ),
        Question(
            "Are requests refused for being too many?",
            (Answer(rate("rate_limited_total", where=ONE), "refused"),),
            "rate-limits",
            Unit.A_SECOND,
        ),
        Question(
            "Are limits counted in each process alone?",
            (Answer(f"max(mentormesh_rate_limits_local{{{ONE}}})", "alone"),),
            "rate-limits",
            bad_from=1,
        ),
    ),
)

WRITER = Row(
    "The writer",
    (
        Question(
            "How much waits for the writer?",
            (Answer(f"max by (instance) (mentormesh_queue_depth{{{ONE}}})", "{{instance}}"),),
            "slow-database",
            bad_from=4000,
        ),
        Question("How much is written at once?", _both("batch_size"), "slow-database"),
        Question(
            "How long does a batch take?",
            (
                Answer(quantile(0.99, "batch_seconds", where=ONE), "batch, 99 of 100 at most"),
                Answer(quantile(0.99, "transaction_seconds", where=ONE), "its transaction, 99 of 100 at most"),
            ),
            "slow-database",
            Unit.SECONDS,
        ),
        Question(
            "How often do replicas get in each other's way?",
            (Answer(rate("conflicts_total", where=ONE), "conflicts"),),
            "conflicts",
            Unit.A_SECOND,
        ),
        Question(
            "How late are reminders?",
            (Answer(quantile(0.99, "timers_late_seconds", where=ONE, over="1h"), MOST),),
            "timers-late",
            Unit.SECONDS,
            about="From their due time to their command, in the last hour.",
            bad_from=60,
        ),
        Question(
            "Does exactly one process keep house?",
            (Answer(f"sum(mentormesh_relay_owner{{{ONE}}})", "owners"),),
            "no-owner",
            shape=Shape.NUMBER,
            bad_below=1,
        ),
    ),
)

STREAMS = Row(
    "What it hears and tells",
    (
        Question(
            "What becomes of records?",
            (Answer(rate("records_total", "outcome", where=ONE), "{{outcome}}"),),
            "dead-letters",
            Unit.A_SECOND,
        ),
        Question(
            "How far is it behind, by topic?",
            (Answer(f"max by (topic) (mentormesh_consumer_lag_seconds{{{ONE}}})", "{{topic}}"),),
            "falls-behind",
            Unit.SECONDS,
            bad_from=60,
        ),
        Question(
            "How old is the oldest event that is not published?",
            (Answer(f"max(mentormesh_outbox_age_seconds{{{ONE}}})", "oldest"),),
            "outbox-stalls",
            Unit.SECONDS,
            bad_from=30,
        ),
    ),
)

GROUND = Row(
    "What it runs on",
    (
        Question(
            "How late does the event loop wake?",
            (Answer(quantile(0.99, "event_loop_delay_seconds", where=ONE), MOST),),
            "event-loop",
            Unit.SECONDS,
            bad_from=0.5,
        ),
        Question(
            "What share of connections is in use?",
            (
                Answer(
                    f"max by (store) (mentormesh_connections_in_use{{{ONE}}} / mentormesh_connections_most{{{ONE}}})",
                    "{{store}}",
                ),
            ),
            "connections",
            Unit.SHARE,
            bad_from=0.9,
        ),
        Question(
            "How much memory does each process hold?",
            (Answer(_of_its_processes("process_resident_memory_bytes"), "{{instance}}"),),
            "memory",
            Unit.BYTES,
        ),
    ),
)

ONE_SERVICE = Board(
    "mentormesh-service",
    "MentorMesh: one service",
    "What a service is asked, what it writes, what it hears and tells, and what it runs on.",
    (REQUESTS, WRITER, STREAMS, GROUND),
    (Choice("service", "Service", "mentormesh_queue_depth"),),
)
