"""Matching rules as they are sent. A name that there is not is told with the nearest one that there is."""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Self

from pydantic import ConfigDict, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import Criterion

CRITERIA = tuple(each.value for each in Criterion)
LONGEST = 80
"""Characters of a wrong name that are repeated."""


class PolicyTerms(Policy):
    """Matching rules. The version is counted by the service: whatever is sent for it does not matter."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="wrap")
    @classmethod
    def _known_names(cls, sent: Any, validate: ModelWrapValidatorHandler[Self]) -> Self:
        guessed = list(_faults(sent))
        try:
            terms = validate(sent)
        except ValidationError as error:
            told = {fault["loc"] for fault in guessed}
            guessed += [_as_it_is(fault) for fault in error.errors() if _place(fault["loc"]) not in told]
            raise ValidationError.from_exception_data(cls.__name__, guessed) from None
        return terms

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


def _place(where: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Of a key of a mapping that is wrong Pydantic says so behind its name."""
    return where[:-1] if where[-1:] == ("[key]",) else where


def _as_it_is(fault: ErrorDetails) -> InitErrorDetails:
    # Its words are there already, and need not be made again from their kind.
    problem = PydanticCustomError("invalid", "{said}", {"said": fault["msg"]})
    return InitErrorDetails(type=problem, loc=fault["loc"], input=fault["input"])


def _fault(kind: str, name: Any, known: Collection[str], where: tuple[Any, ...]) -> InitErrorDetails:
    said = {"kind": kind, "name": str(name)[:LONGEST], "guess": _nearest(str(name), known)}
    problem = PydanticCustomError("unknown_name", "there is no {kind} {name}; {guess}", said)
    return InitErrorDetails(type=problem, loc=where, input=name)


def _nearest(name: str, known: Collection[str]) -> str:
    """`did you mean goals?`, or else what there is."""
    near = get_close_matches(name.lower(), known, 1)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
