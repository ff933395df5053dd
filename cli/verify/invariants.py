"""The whole list of what must hold."""

from cli.verify.asking import Check
from cli.verify.checks import calendar, capacity, lifecycle, published

CHECKS: tuple[Check, ...] = (
    Check(published.check_readable),
    Check(published.check_sequence),
    Check(published.check_repeats),
    Check(published.check_key),
    Check(published.check_topic),
    Check(published.check_one_kind),
    Check(capacity.check_places),
    Check(capacity.check_one_match),
    Check(capacity.check_quota),
    Check(capacity.check_places_told),
    Check(calendar.check_double_booking),
    Check(lifecycle.check_transitions),
)
