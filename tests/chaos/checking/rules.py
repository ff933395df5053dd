"""The whole list of what must hold, beside the invariants of `cli.verify`."""

from collections.abc import Sequence

from tests.chaos.checking import accepted, dead_letters, silent, states, streams
from tests.chaos.checking.evidence import Evidence
from tests.chaos.checking.found import Found, Kind, Rule
from tests.chaos.checking.replicas import feedback, matching, profile, scheduling

RULES: Sequence[Rule] = (
    accepted.requests_have_their_events,
    streams.order_holds,
    streams.sequences_have_no_gaps,
    streams.outboxes_are_published,
    streams.nothing_is_made_up,
    states.sources_are_as_told,
    states.listeners_are_as_far,
    states.nothing_is_parked,
    dead_letters.dead_letters_are_the_malformed,
    silent.busy_times_are_entered,
    silent.people_are_as_declared,
    silent.nobody_was_surprised,
    matching.people_as_matching_knows_them,
    matching.places_that_are_taken,
    matching.ties_as_matching_knows_them,
    profile.acquaintances_as_profile_knows_them,
    profile.ties_as_profile_knows_them,
    scheduling.mentorships_as_scheduling_knows_them,
    scheduling.calendars_hold_the_bookings,
    scheduling.nobody_is_in_two_places,
    feedback.relationships_as_feedback_knows_them,
    feedback.sessions_as_feedback_knows_them,
)


def judged(evidence: Evidence) -> list[Found]:
    """Every violation. A rule that cannot find its way through the evidence is one as well."""
    return [found for rule in RULES for found in _by(rule, evidence)]


def _by(rule: Rule, evidence: Evidence) -> list[Found]:
    try:
        return list(rule(evidence))
    except Exception as error:  # noqa: BLE001  evidence in which a rule cannot find its way is a violation
        return [Found(Kind.BROKEN, rule.__name__, f"could not be judged: {type(error).__name__}: {error}")]
