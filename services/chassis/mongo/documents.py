"""How an aggregate lies in its collection.

The state is kept as the JSON text that Pydantic writes and reads fastest; fields that queries need stand beside it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from services.chassis.mongo.driver import Document
from services.deciding import Aggregate

S = TypeVar("S", bound=Aggregate)


@dataclass(frozen=True, slots=True)
class Stored(Generic[S]):
    """A state with its counters."""

    state: S
    version: int
    """Rises with every change and every guarded reading by a decision; guards against stale decisions."""
    revision: int
    """Rises with every change; its ETag."""
    sequence: int
    """Number of the last event of the aggregate."""
    changed_at: datetime


def to_document(stored: Stored[Aggregate]) -> Document:
    """The document of a state."""
    state = stored.state
    return {
        "_id": state.id,
        "version": stored.version,
        "revision": stored.revision,
        "sequence": stored.sequence,
        "changed_at": stored.changed_at,
        "organisations": list(state.organisations()),
        "by": dict(state.indexed()),
        "state": state.model_dump_json(),
    }


def from_document(kind: type[S], document: Document) -> Stored[S]:
    """The state of a document. Raises pydantic.ValidationError if it does not fit the kind."""
    return Stored(
        kind.model_validate_json(document["state"]),
        document["version"],
        document["revision"],
        document["sequence"],
        document["changed_at"],
    )
