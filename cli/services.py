"""The services by name, each imported when it is asked for."""

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING

from cli.engine import needs_engine
from cli.errors import WrongUsage
from cli.nearest import guess

if TYPE_CHECKING:
    from services.chassis.service import Service

NAMES = ("partners", "profile", "matching", "scheduling", "feedback")
ALL = "all"


def chosen(names: Iterable[str]) -> tuple[str, ...]:
    """The names that are meant, each once; all of them if none is named. Raises WrongUsage."""
    wanted = dict.fromkeys(names) or {ALL: None}
    for name in wanted:
        if name not in (*NAMES, ALL):
            raise WrongUsage(f"there is no service {name!r}; {guess(name, NAMES)}")
    return NAMES if ALL in wanted else tuple(wanted)


def load(names: Iterable[str]) -> "list[Service]":
    """The services of these names. Raises WrongUsage, and EngineMissing for matching where it cannot run."""
    return [_imported(name) for name in chosen(names)]


def _imported(name: str) -> "Service":
    with needs_engine(f"the service {name}"):
        service: Service = import_module(f"services.{name}.app").SERVICE
    return service
