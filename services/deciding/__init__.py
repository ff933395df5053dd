"""The pure language in which rules are written: aggregates, needs, decisions, refusals. No I/O.

A decider is a generator over its needs:

>>> def reschedule(command, context):
...     session = yield from require(Session, command.session_id)
...     calendars = yield from require_each(Calendar, session.people)
...     return Decision().save(moved, SessionRescheduled(after=moved.public, previous=session.time))
"""

from services.deciding.aggregate import Aggregate, Indexed
from services.deciding.decision import Change, Command, Context, Deciding, Decision, Reminder
from services.deciding.needs import Need, Needing, Round, consult, consult_each, need, need_each, require, require_each
from services.deciding.refusal import Forbidden, Invalid, Refusal, Unknown

__all__ = [
    "Aggregate",
    "Change",
    "Command",
    "Context",
    "Deciding",
    "Decision",
    "Forbidden",
    "Indexed",
    "Invalid",
    "Need",
    "Needing",
    "Refusal",
    "Reminder",
    "Round",
    "Unknown",
    "consult",
    "consult_each",
    "need",
    "need_each",
    "require",
    "require_each",
]
