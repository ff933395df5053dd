"""Matching: cycles, what they came to, and the index that recommendations are made from."""

from deploy.monitoring.asking import Answer, Board, Question, Row, Shape, Unit, increase, mean, quantile

DAY = "1d"

CYCLES_ROW = Row(
    "Cycles",
    (
        Question(
            "Are cycles running?",
            (Answer("sum(mentormesh_cycles_running)", "running"),),
            "cycle-hangs",
            shape=Shape.NUMBER,
            width=6,
        ),
        Question(
            "How long has the longest been running?",
            (Answer("max(mentormesh_cycle_running_longest_seconds)", "longest"),),
            "cycle-hangs",
            Unit.SECONDS,
            Shape.NUMBER,
            width=6,
            bad_from=3600,
        ),
        Question(
            "How do cycles end?",
            (Answer(increase("cycles_total", "outcome", over=DAY), "{{outcome}}"),),
            "cycle-fails",
            shape=Shape.STACK,
            width=6,
            about="In the last day.",
        ),
        Question(
            "How long do they take?",
            (
                Answer(quantile(0.5, "cycle_seconds", over=DAY), "half of them at most"),
                Answer(quantile(0.95, "cycle_seconds", over=DAY), "95 of 100 at most"),
            ),
            "cycle-hangs",
            Unit.SECONDS,
            width=6,
            about="In the last day.",
        ),
    ),
)

RESULTS = Row(
    "What they come to",
    (
        Question(
            "How many people do they match?",
            (Answer(increase("cycle_people_total", "outcome", over=DAY), "{{outcome}}"),),
            "unmatched",
            shape=Shape.STACK,
            about="In the last day. Whoever is left out by two cycles counts twice.",
        ),
        Question(
            "Why are people left out?",
            (Answer(increase("cycle_unmatched_total", "constraint", over=DAY), "{{constraint}}"),),
            "unmatched",
            shape=Shape.BARS,
            about="By what would have to change first, in the last day.",
        ),
        Question(
            "What share do they match?",
            (Answer(mean("cycle_coverage", over=DAY), "coverage, on average"),),
            "unmatched",
            Unit.SHARE,
            about="Of those who looked, in the last day.",
        ),
        Question(
            "How far below the proven bound are they?",
            (Answer(f"{mean('cycle_gap', over=DAY)} or vector(0)", "gap, on average"),),
            "cycle-fails",
            Unit.SHARE,
            about="0: no plan is better. In the last day, of cycles whose objective has a bound.",
        ),
        Question(
            "How do mentorships come about?",
            (Answer(increase("mentorships_proposed_total", "origin", over=DAY), "{{origin}}"),),
            "mission",
            shape=Shape.STACK,
            about="Proposed in the last day.",
        ),
        Question(
            "How do they end?",
            (
                Answer(increase("mentorships_completed_total", over=DAY), "as planned"),
                Answer(increase("mentorships_ended_total", "reason", over=DAY), "early: {{reason}}"),
            ),
            "risk",
            about="In the last day.",
        ),
    ),
)

INDEX = Row(
    "Recommendations",
    (
        Question(
            "How many mentors does each process know?",
            (Answer("max by (instance, copy) (mentormesh_copy_items)", "{{instance}} {{copy}}"),),
            "recommendations",
            width=12,
        ),
        Question(
            "How old is what it knows?",
            (Answer("max by (instance, copy) (mentormesh_copy_age_seconds)", "{{instance}} {{copy}}"),),
            "recommendations",
            Unit.SECONDS,
            width=12,
            bad_from=10,
        ),
    ),
)

CYCLES = Board(
    "mentormesh-cycles",
    "MentorMesh: matching cycles",
    "Cycles and what they come to, and the index that recommendations are made from.",
    (CYCLES_ROW, RESULTS, INDEX),
    since="now-24h",
)
