"""What is refused before any work is done."""


class CapacityNotFitting(ValueError):
    """The capacity is not one whole number, 0 or more, for each of the others."""


class ScoresNotFinite(ValueError):
    """A score is not a number, or infinite."""


class ScoresTooGreat(ValueError):
    """A whole score is beyond 2**40, above which sums might not be exact."""


class ScoresNotMatching(ValueError):
    """The two sides' scores are not of the same pairs."""


class StepNegative(ValueError):
    """The step of a bid is below 0."""
