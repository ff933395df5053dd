"""A network, and what its people do in a year. Assumed, not measured: whoever knows better says so."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Network:
    """Averages over all organisations. Rates are a year's.

    The sizes in the defaults are those of large networks of today put together: a thousand people an organisation, a
    fifth of them in a mentorship, which meets every second week.
    """

    organisations: int
    people_each: int = 1_000
    mentors: float = 0.35
    """The share of people who are mentors; the others are mentees."""
    changes: float = 12.0
    """How often a person is declared anew with something changed: monthly rosters."""
    mentorships: float = 0.2
    """Proposed a person; each lasts about a year."""
    sessions: float = 25.0
    """Of a mentorship."""
    reads: float = 200.0
    """Requests that read something, a person, by partners' systems and what people look at."""
    partners: int = 10
    """Organisations that an organisation shares people with."""
    largest_cohort: float = 0.2
    """The share of all people in the largest cycle."""
    years: int = 1
    """How long it has been going on: people are counted once, mentorships and sessions stay."""

    def __post_init__(self) -> None:
        if self.organisations < 1 or self.people_each < 1:
            raise ValueError("a network has at least one organisation, and that at least one person")
        if not 0 < self.mentors < 1:
            raise ValueError("a share of mentors is above 0 and below 1")

    @property
    def people(self) -> int:
        """All of them."""
        return self.organisations * self.people_each

    @property
    def mentorships_a_year(self) -> float:
        """Proposed."""
        return self.people * self.mentorships

    @property
    def sessions_a_year(self) -> float:
        """Planned."""
        return self.mentorships_a_year * self.sessions


HOURS_A_YEAR = 365 * 24
DAY = (
    *(0.004, 0.004, 0.004, 0.004, 0.004, 0.004, 0.02, 0.05, 0.1, 0.15, 0.13, 0.1),
    *(0.06, 0.07, 0.08, 0.07, 0.05, 0.03, 0.02, 0.014, 0.012, 0.01, 0.006, 0.004),
)  # fmt: skip
"""The share of a day's work in each of its hours: people work eight to ten of them, mornings most."""
WEEK = (0.2, 0.2, 0.2, 0.2, 0.2, 0.0, 0.0)
"""The share of a week's work in each of its days."""
SEASON = 1.5
"""The busiest weeks of the year, when programmes begin, over the mean one."""
PEAK = len(DAY) * max(DAY) * len(WEEK) * max(WEEK) * SEASON
"""The busiest hour over the mean one."""
