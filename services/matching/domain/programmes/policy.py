"""What a policy must be, beyond its fields' limits."""

from mentormesh_contracts.programmes import Policy
from services.matching.domain.programmes.programme import PolicyContradictsItself, PolicyWeighsNothing


def sound(policy: Policy) -> Policy:
    """The policy itself. Raises PolicyWeighsNothing or PolicyContradictsItself."""
    most = policy.maximum_experience_gap
    if most is not None and most < policy.minimum_experience_gap:
        raise PolicyContradictsItself(
            "nobody is ahead by at least minimum_experience_gap and by at most maximum_experience_gap years",
            field="policy.maximum_experience_gap",
        )
    return weighing_something(policy)


def weighing_something(policy: Policy) -> Policy:
    """The policy itself. Raises PolicyWeighsNothing if no criterion counts."""
    if not any(policy.weights.values()):
        raise PolicyWeighsNothing("give at least one criterion a weight above zero", field="policy.weights")
    return policy
