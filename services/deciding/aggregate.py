"""What a rule decides about: a small consistent whole with one id, changed as one."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

Indexed = str | int | float | bool | datetime | None | tuple[str, ...]


class Aggregate(BaseModel):
    """The state of one aggregate. Immutable: a rule answers with a new one."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    KIND: ClassVar[str]
    """Name of the kind, plural; where its documents are kept."""

    HEARD: ClassVar[bool] = False
    """Built from other services' events, so that it may be missing for a moment."""

    OWN_FIELDS: ClassVar[tuple[str, ...] | None] = None
    """Fields that the service's own commands and reminders change; the others can be rebuilt from other services'
    events. None: nothing of it can."""

    HISTORY_FIELDS: ClassVar[tuple[str, ...]] = ()
    """Of those that can be rebuilt: what only all events give from the first one on, such as a count."""

    id: str

    def organisations(self) -> Iterable[str]:
        """Organisations within whose scope it is found. None: only the network's own work sees it."""
        return ()

    def indexed(self) -> Mapping[str, Indexed]:
        """Fields that queries filter by."""
        return {}
