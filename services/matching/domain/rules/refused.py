"""A pair or group that is refused."""

from mentormesh_contracts.vocabulary import Constraint
from services.deciding import Refusal
from services.matching.domain.rules.pair import CONFIDENTIAL


class NotEligible(Refusal):
    """A constraint forbids the match; `constraint` names it, unless it may be the other side's secret."""

    def __init__(self, constraint: Constraint) -> None:
        self.constraint = constraint
        if constraint in CONFIDENTIAL:
            super().__init__("these people may not be matched")
        else:
            super().__init__(f"these people may not be matched: {constraint.definition}", constraint=constraint.value)
