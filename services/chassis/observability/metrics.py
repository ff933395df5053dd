"""What every service measures of its work, whatever it is about."""

from services.chassis.observability.catalogue import counter, gauge, histogram

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
LATE_SECONDS = (0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 3600, 21600, 86400)
FINE_SECONDS = (
    *(0.001, 0.002, 0.003, 0.004, 0.005, 0.0065, 0.008, 0.01, 0.0125, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.065),
    *(0.08, 0.1, 0.125, 0.15, 0.2, 0.25, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10),
)  # fmt: skip

RECORDS = ("applied", "duplicate", "parked", "dead_letter", "ignored")
HELD, EXPIRED = ("dead_letter", "parked"), ("dead_letter", "discarded")
MONGODB, REDIS = STORES = ("mongodb", "redis")
SPANS = ("sent", "lost")
COMMANDS = ("done", "refused", "replayed", "failed", "busy")

records_total = counter(
    "records_total",
    "records",
    "Records read from a topic, by what became of them: applied, duplicate, parked, dead_letter, ignored.",
    "topic",
    outcome=RECORDS,
)
commands_total = counter(
    "commands_total",
    "commands",
    "Commands asked for, by act and by what became of them: done, refused, replayed, failed, busy.",
    "act",
    outcome=COMMANDS,
)
batch_size = histogram("batch_size", "items", "Commands and records written together in one batch.", SIZES)
batch_seconds = histogram("batch_seconds", "seconds", "From taking a batch to its answers.", SECONDS)
transaction_seconds = histogram("transaction_seconds", "seconds", "One transaction, start to commit.", SECONDS)
conflicts_total = counter(
    "conflicts_total", "conflicts", "Batches that met somebody else's change and were tried again."
)
queue_depth = gauge("queue_depth", "items", "Commands and records that wait for the writer.")
effect_seconds = histogram(
    "effect_seconds",
    "seconds",
    "From the acceptance of an HTTP request, anywhere, to the commit of its effect in this service's replica.",
    FINE_SECONDS,
)

outbox_waiting_events = gauge(
    "outbox_waiting_events", "events", "Events that the relay found unpublished; one page at most."
)
outbox_age_seconds = gauge("outbox_age_seconds", "seconds", "Age of the oldest event that is not published yet.")
outbox_published_total = counter("outbox_published_total", "events", "Events published from the outbox.")
outbox_refilled_total = counter(
    "outbox_refilled_total", "events", "Published events that are published again, after topics were lost or on demand."
)
relay_owner = gauge("relay_owner", "0 or 1", "Whether this process publishes the service's outbox.")

held_records = gauge("held_records", "records", "Records taken out of their stream: dead_letter or parked.", state=HELD)
held_oldest_seconds = gauge(
    "held_oldest_seconds", "seconds", "Age of the oldest record out of its stream: dead_letter or parked.", state=HELD
)
held_expired_total = counter(
    "held_expired_total",
    "records",
    "Records removed when their time was over: dead_letter or discarded.",
    state=EXPIRED,
)
intake_stopped = gauge(
    "intake_stopped", "0 or 1", "Whether no records are taken because too large a share was bad; an operator decides."
)
intake_stops_total = counter("intake_stops_total", "stops", "How often this process stopped taking records.")
timers_fired_total = counter("timers_fired_total", "timers", "Timers whose command was carried out.")
timers_late_seconds = histogram("timers_late_seconds", "seconds", "From its due time to its command.", LATE_SECONDS)

consumer_lag_events = gauge("consumer_lag_events", "events", "Events of a topic that are not applied yet.", "topic")
consumer_lag_seconds = gauge("consumer_lag_seconds", "seconds", "Age of the oldest event not applied yet.", "topic")

http_requests_total = counter(
    "http_requests_total", "requests", "HTTP requests answered, by route template.", "method", "route", "status"
)
http_seconds = histogram(
    "http_seconds",
    "seconds",
    "From a request's arrival to the end of its answer.",
    SECONDS,
    "method",
    "route",
)
rate_limited_total = counter("rate_limited_total", "requests", "Requests refused for being too many.")
rate_limits_local = gauge(
    "rate_limits_local", "0 or 1", "Whether limits are counted in this process alone because Redis is out of reach."
)
event_loop_delay_seconds = histogram(
    "event_loop_delay_seconds", "seconds", "How late the event loop wakes a task that slept.", SECONDS
)
spans_total = counter(
    "spans_total",
    "spans",
    "Spans of traces, by what became of them: sent to the collector, or lost because it was away for too long.",
    outcome=SPANS,
)
copy_age_seconds = gauge(
    "copy_age_seconds",
    "seconds",
    "Age of what a process keeps in memory of its own collections to answer from.",
    "copy",
)
copy_items = gauge("copy_items", "items", "What a process keeps in memory of its own collections.", "copy")
erasures_open = gauge("erasures_open", "people", "People whose erasure was heard of and is not carried out here yet.")

connections_in_use = gauge("connections_in_use", "connections", "Connections to a store that are in use.", store=STORES)
connections_most = gauge("connections_most", "connections", "Most connections to a store at a time.", store=STORES)
connection_timeouts_total = counter(
    "connection_timeouts_total", "waits", "Waits for a connection to a store that came to nothing.", store=STORES
)
measuring_seconds = gauge(
    "measuring_seconds", "seconds", "How long the service's owner took to look up the state of the mission."
)
measured_at_seconds = gauge(
    "measured_at_seconds", "seconds", "When it did so, since 1970; 0: this process is not the owner."
)

FROM_NOUGHT = (
    batch_size,
    batch_seconds,
    transaction_seconds,
    conflicts_total,
    effect_seconds,
    outbox_published_total,
    outbox_refilled_total,
    held_expired_total,
    intake_stops_total,
    timers_fired_total,
    timers_late_seconds,
    rate_limited_total,
    connection_timeouts_total,
)
"""What a service shows before it happens for the first time."""
