"""What a policy must be, beyond its fields' limits."""

from mentormesh_contracts.programmes import Policy
from services.matching.domain.programmes.programme import PolicyWeighsNothing


def weighing_something(policy: Policy) -> Policy:
    """The policy itself. Raises PolicyWeighsNothing if no criterion counts."""
    if not any(policy.weights.values()):
        raise PolicyWeighsNothing("give at least one criterion a weight above zero", field="policy.weights")
    return policy
