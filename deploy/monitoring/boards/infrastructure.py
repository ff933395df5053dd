"""Infrastructure: processes, their event loops, their stores, and what watching them costs."""

from deploy.monitoring.asking import WINDOW, Answer, Board, Question, Row, Shape, Unit, quantile, rate

JOB = 'job="mentormesh"'

PROCESSES = Row(
    "Processes",
    (
        Question(
            "How many processes are up?",
            (Answer(f"sum by (deployment) (up{{{JOB}}})", "{{deployment}}"),),
            "service-down",
            shape=Shape.BARS,
            bad_below=1,
        ),
        Question(
            "How many cores does each use?",
            (Answer(f"rate(process_cpu_seconds_total{{{JOB}}}[{WINDOW}])", "{{deployment}} {{instance}}"),),
            "event-loop",
            Unit.CORES,
            about="A process has one event loop, and so one core to spend: add replicas before it is spent.",
            bad_from=0.9,
        ),
        Question(
            "How much memory does each hold?",
            (Answer(f"process_resident_memory_bytes{{{JOB}}}", "{{deployment}} {{instance}}"),),
            "memory",
            Unit.BYTES,
        ),
        Question(
            "How late do event loops wake?",
            (Answer(quantile(0.99, "event_loop_delay_seconds", "instance"), "{{instance}}"),),
            "event-loop",
            Unit.SECONDS,
            about="99 of 100 at most.",
            bad_from=0.5,
        ),
        Question(
            "How many files and connections are open?",
            (Answer(f"process_open_fds{{{JOB}}} / process_max_fds{{{JOB}}}", "{{deployment}} {{instance}}"),),
            "connections",
            Unit.SHARE,
            about="Of those that the system allows.",
            bad_from=0.8,
        ),
        Question(
            "When did each start?",
            (Answer(f"time() - process_start_time_seconds{{{JOB}}}", "{{deployment}} {{instance}}"),),
            "service-down",
            Unit.SECONDS,
            Shape.BARS,
            about="Its age: those that are young again and again die.",
        ),
    ),
)

STORES = Row(
    "Stores",
    (
        Question(
            "How long does a transaction take?",
            (Answer(quantile(0.99, "transaction_seconds", "service"), "{{service}}"),),
            "slow-database",
            Unit.SECONDS,
            about="In MongoDB, 99 of 100 at most.",
        ),
        Question(
            "What share of connections is in use?",
            (
                Answer(
                    "max by (service, store) (mentormesh_connections_in_use / mentormesh_connections_most)",
                    "{{service}} {{store}}",
                ),
            ),
            "connections",
            Unit.SHARE,
            bad_from=0.9,
        ),
        Question(
            "Does anybody wait in vain for a connection?",
            (Answer(rate("connection_timeouts_total", "service", "store"), "{{service}} {{store}}"),),
            "connections",
            Unit.A_SECOND,
        ),
        Question(
            "Are rate limits counted without Redis?",
            (Answer("max by (service) (mentormesh_rate_limits_local)", "{{service}}"),),
            "rate-limits",
            bad_from=1,
        ),
        Question(
            "How long does it take to look up the mission?",
            (Answer("max by (service) (mentormesh_measuring_seconds)", "{{service}}"),),
            "measures-old",
            Unit.SECONDS,
            about="It is done for a fiftieth of the time at most.",
        ),
        Question(
            "How old is what is shown of the mission?",
            (Answer("time() - max by (service) (mentormesh_measured_at_seconds > 0)", "{{service}}"),),
            "measures-old",
            Unit.SECONDS,
            bad_from=900,
        ),
    ),
)

WATCHING = Row(
    "Watching",
    (
        Question(
            "How long does a scrape take?",
            (Answer(f"scrape_duration_seconds{{{JOB}}}", "{{deployment}} {{instance}}"),),
            "series",
            Unit.SECONDS,
            width=12,
        ),
        Question(
            "How many series does each process have?",
            (Answer(f"scrape_samples_scraped{{{JOB}}}", "{{deployment}} {{instance}}"),),
            "series",
            width=12,
        ),
    ),
)

INFRASTRUCTURE = Board(
    "mentormesh-infrastructure",
    "MentorMesh: infrastructure",
    "Processes, their event loops, their stores, and what watching them costs.",
    (PROCESSES, STORES, WATCHING),
)
