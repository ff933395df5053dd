"""What a cycle is to propose."""

from dataclasses import dataclass

from mentormesh_contracts.mentorships import Explanation
from mentormesh_contracts.vocabulary import Goal


@dataclass(frozen=True)
class Proposal:
    """A mentorship to propose."""

    mentor_id: str | None
    """None: the seekers are peers."""
    seekers: tuple[str, ...]
    explanation: Explanation
    topic: Goal | None = None
    then: tuple[str, ...] = ()
    """Who is next for the mentor's place, if the policy passes it on."""
