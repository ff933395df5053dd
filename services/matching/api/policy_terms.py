"""Matching rules as they are sent. A name that there is not is told with the nearest one that there is."""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import ConfigDict, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import Criterion

CRITERIA = tuple(each.value for each in Criterion)
LONGEST = 80
"""Characters of a wrong name that are repeated."""


class PolicyTerms(Policy):
    """Matching rules. The version is counted by the service: whatever is sent for it does not matter."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _known_names(cls, sent: Any) -> Any:
        if faults := list(_faults(sent)):
            raise ValidationError.from_exception_data(cls.__name__, faults)
        return sent

    def plain(self) -> Policy:
        """As the rules know it."""
        return Policy(**dict(self))


def _faults(sent: Any) -> Iterator[InitErrorDetails]:
    if not isinstance(sent, Mapping):
        return
    for name in (name for name in sent if name not in Policy.model_fields):
        yield _fault("field", name, tuple(Policy.model_fields), (name,))
    weights = sent.get("weights")
    if isinstance(weights, Mapping):
        for name in (name for name in weights if name not in CRITERIA):
            yield _fault("criterion", name, CRITERIA, ("weights", name))


def _fault(kind: str, name: Any, known: Collection[str], where: tuple[Any, ...]) -> InitErrorDetails:
    said = {"kind": kind, "name": str(name)[:LONGEST], "guess": _nearest(str(name), known)}
    problem = PydanticCustomError("unknown_name", "there is no {kind} {name}; {guess}", said)
    return InitErrorDetails(type=problem, loc=where, input=name)


def _nearest(name: str, known: Collection[str]) -> str:
    """`did you mean goals?`, or else what there is."""
    near = get_close_matches(name.lower(), known, 1)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
