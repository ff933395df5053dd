"""The policy, out of a TOML file: the fields of a programme's policy, and its weights as a table."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cli.errors import WrongUsage
from cli.nearest import guess
from mentormesh_contracts.programmes import Policy
from mentormesh_contracts.vocabulary import Criterion, Objective
from services.matching.domain.programmes.policy import sound
from services.matching.domain.programmes.programme import PolicyContradictsItself, PolicyWeighsNothing


def read_policy(file: Path | None) -> Policy:
    """The policy; without a file, the one that programmes begin with. Raises WrongUsage."""
    if file is None:
        return Policy()
    said = _toml(file)
    _insist_known(file, said, Policy.model_fields, "field of a policy")
    if isinstance(said.get("weights"), dict):
        _insist_known(file, said["weights"], list(Criterion), "criterion")
    try:
        return sound(Policy.model_validate(said))
    except ValidationError as error:
        wrong = "; ".join(_told(each) for each in error.errors(include_url=False))
        raise WrongUsage(f"{file.name}: {wrong}") from None
    except PolicyWeighsNothing as error:
        raise WrongUsage(f"{file.name}: the weights sum to nothing: {error}") from None
    except PolicyContradictsItself as error:
        raise WrongUsage(f"{file.name} contradicts itself: {error}") from None


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise WrongUsage(f"{file.name} is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise WrongUsage(f"{file.name} is not TOML: {error}") from None


def _insist_known(file: Path, said: Iterable[str], known: Iterable[str], what: str) -> None:
    names = [str(each) for each in known]
    for name in said:
        if name not in names:
            raise WrongUsage(f"{file.name}: {name!r} is no {what}: {guess(name, names)}")


def _told(error: ErrorDetails) -> str:
    place = ".".join(str(each) for each in error["loc"] if each != "[key]")
    if error["type"] == "enum" and error["loc"][0] == "objective":
        return f"{place} is {error['input']!r}: {guess(str(error['input']), list(Objective))}"
    return f"{place} is {error['input']!r}: {error['msg'].removeprefix('Input ')}"
