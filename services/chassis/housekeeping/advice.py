"""What to do with a held record, in a sentence or two: a rule on how it stands."""

from dataclasses import dataclass

from mentormesh_contracts.vocabulary import HeldBack
from services.chassis.writer.held import DEAD, DISCARDED


@dataclass(frozen=True, slots=True)
class Standing:
    """How a held record stands."""

    state: str
    reason: str
    fault: str | None
    """Why the code that runs now cannot read it; None: it can."""
    is_applied: bool
    """Whether its number was applied already, or passed over."""
    first_before: str | None
    """The first of its key that is held before it."""
    missing: int | None
    """The first number before it that is neither applied nor held."""
    behind: int


def advice(standing: Standing) -> str:
    """What an operator does next."""
    if standing.state == DISCARDED:
        return "It was given up; it stays for the audit alone."
    if standing.state == DEAD:
        return _for_a_dead_letter(standing) + _those_behind(standing)
    return _for_a_parked_one(standing)


def _for_a_dead_letter(standing: Standing) -> str:
    if standing.is_applied:
        return "Another record came under its number and was applied: discard it."
    if standing.fault is None:
        return "The code that runs now can read it: redrive it."
    return (
        "Nothing here can read it. Bring in code that can and redrive it; or have it published anew under the same "
        "number; or discard it."
    )


def _for_a_parked_one(standing: Standing) -> str:
    if standing.missing is not None:
        return (
            f"Number {standing.missing} of its aggregate has not come: have it published anew, or look for a dead "
            "letter without a number. When it has come, this one goes on by itself. If it is lost for good, pass it "
            "over: this one then goes on without."
        )
    if standing.first_before is not None:
        return f"It waits behind {standing.first_before}: look after that one first, this one follows by itself."
    if standing.reason == HeldBack.FAILED:
        return (
            "Its rule failed: mend the code, then redrive it, or wait until it is tried again; or discard it, and "
            "those behind it go on without its effect."
        )
    return "It goes on by itself when what it waits for has come; look at the services that publish that."


def _those_behind(standing: Standing) -> str:
    if not standing.behind or standing.is_applied:
        return ""
    return f" {standing.behind} of its aggregate wait behind it."
