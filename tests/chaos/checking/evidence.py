"""Everything that the judgement rests on, as plain values."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cli.verify.history import History
from cli.verify.record import Raw
from tests.chaos.load.ledger import Entry
from tests.chaos.load.strangers import MARK

Document = Mapping[str, Any]
Collections = Mapping[str, Sequence[Document]]
"""By name; of one service."""


@dataclass(frozen=True)
class Evidence:
    """The topics, the databases by service, and the ledger."""

    raws: Sequence[Raw] = ()
    databases: Mapping[str, Collections] = field(default_factory=dict)
    entries: Sequence[Entry] = ()
    malformed: frozenset[str] = frozenset()
    """Marks of the malformed records that were put into topics."""
    surprises: Sequence[str] = ()
    busy_times: Mapping[str, str] = field(default_factory=dict)
    """Accepted ones by id: whose they are."""
    people: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By organisation and external id: the mark declared last."""

    @cached_property
    def marked(self) -> Sequence[tuple[Raw, str]]:
        """The records that strangers spoilt, each with its mark."""
        return [(raw, mark) for raw in self.raws if (mark := mark_of(raw)) is not None]

    @cached_property
    def history(self) -> History:
        """All other records."""
        return History(raw for raw in self.raws if mark_of(raw) is None)

    @cached_property
    def last_sequences(self) -> Mapping[tuple[str, str], int]:
        """By topic and aggregate."""
        return {key: told[-1].envelope.sequence for key, told in self.history.first_occurrences.items()}

    @cached_property
    def came_of(self) -> Mapping[str, Counter[tuple[str, str]]]:
        """What each request led to by itself, by correlation id: types in short, and subjects."""
        found: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        for told in self.history.first_occurrences.values():
            for each in told:
                if each.event is not None and each.envelope.causation_id is None:
                    found[each.envelope.correlation_id][short(each.envelope.type), each.envelope.subject] += 1
        return found

    def documents(self, service: str, collection: str) -> Sequence[Document]:
        """A collection's documents."""
        return self.databases.get(service, {}).get(collection, ())

    def states(self, service: str, collection: str) -> Mapping[str, Any]:
        """Aggregates of a collection by id, as JSON."""
        return {each["_id"]: json.loads(each["state"]) for each in self.documents(service, collection)}


def mark_of(raw: Raw) -> str | None:
    """The mark of a malformed record of ours."""
    return next((value.decode() for name, value in raw.headers if name == MARK and value), None)


def short(type_name: str) -> str:
    """Without what all types share."""
    return type_name.removeprefix("mentormesh.").rpartition(".v")[0]


def by(documents: Iterable[Document], name: str) -> Mapping[Any, Document]:
    """The documents by one of their fields."""
    return {each[name]: each for each in documents}
