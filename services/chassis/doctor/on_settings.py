"""Settings that each may have, and that lose data or leave doors open where they are in earnest."""

from collections.abc import Iterator

from services.chassis.doctor.finding import Finding, fine, warning
from services.chassis.settings import Settings

WHERE = "settings"
LEAST_OUTBOX_DAYS, LEAST_ANSWER_HOURS, LEAST_LETTER_DAYS = 3, 24, 14
"""A weekend; a day, within which callers send again what they are not sure of; two weeks for an operator to come."""


def on_settings(settings: Settings) -> list[Finding]:
    """What they may cost. A combination that cannot work has stopped the start already."""
    return list(_worrying(settings)) or [fine(WHERE, "what they may cost", "nothing is lost by any of them")]


def _worrying(settings: Settings) -> Iterator[Finding]:
    if settings.sandbox:
        yield warning(WHERE, "MENTORMESH_SANDBOX", "anybody with a key may set the clock", "unset it")
    if settings.kafka_forgetful:
        yield warning(
            WHERE,
            "MENTORMESH_KAFKA_FORGETFUL",
            "topics that are missing are made anew, with one copy of each record",
            "unset it wherever the broker keeps its data",
        )
    if not settings.kafka_idempotence:
        yield warning(
            WHERE, "MENTORMESH_KAFKA_IDEMPOTENCE", "a record that is sent again is kept twice", "set it to true"
        )
    if settings.bad_share >= 1:
        yield warning(
            WHERE,
            "MENTORMESH_BAD_SHARE",
            "a service goes on, however many records are bad",
            "set it below 1: 0.5 is the default",
        )
    if settings.redis_url is None:
        yield warning(WHERE, "MENTORMESH_REDIS_URL", "each process counts requests by itself", "name a Valkey or Redis")
    if settings.kafka_security_protocol in ("PLAINTEXT", "SASL_PLAINTEXT") and not _is_here(settings.kafka_url):
        yield warning(
            WHERE,
            "MENTORMESH_KAFKA_SECURITY_PROTOCOL",
            f"{settings.kafka_security_protocol}: whoever listens on the way reads the events",
            "set it to SASL_SSL or SSL",
        )
    yield from _short(settings)


def _short(settings: Settings) -> Iterator[Finding]:
    kept = (
        ("outbox_keep_days", LEAST_OUTBOX_DAYS, "days of events are left for a broker that has lost its topics"),
        ("answers_keep_hours", LEAST_ANSWER_HOURS, "hours later a request that is sent again is carried out again"),
        (
            "dead_letters_keep_days",
            LEAST_LETTER_DAYS,
            "days later a dead letter is gone, whoever has seen it",
        ),
    )
    for name, least, cost in kept:
        if (value := getattr(settings, name)) < least:
            yield warning(WHERE, f"MENTORMESH_{name.upper()}", f"{value} {cost}", f"set it to {least} or more")


def _is_here(kafka_url: str) -> bool:
    return all(host.strip().startswith(("127.0.0.1:", "localhost:", "[::1]:")) for host in kafka_url.split(","))
