"""Everything that the topics tell, as plain values. Checks are functions of it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar, cast

from cli.verify.life import Life, Moment
from cli.verify.pace import collector_paused
from cli.verify.record import Raw, Told, Unreadable, read
from mentormesh_contracts import Fact

S = TypeVar("S", bound=Fact)


class History:
    """The records of all topics, in the order of each partition."""

    def __init__(self, raws: Iterable[Raw], private_words: Iterable[str] = ()) -> None:
        with collector_paused():
            records = [read(raw) for raw in raws]
        self.records = tuple(record for record in records if isinstance(record, Told))
        self.unreadable = tuple(record for record in records if isinstance(record, Unreadable))
        self.private_words = frozenset(private_words)
        """Names and contacts of the rosters: they may stand in no record."""

    @property
    def size(self) -> int:
        """How many records there are."""
        return len(self.records) + len(self.unreadable)

    @cached_property
    def erased(self) -> frozenset[str]:
        """Ids of aggregates whose last record is a tombstone."""
        last = {id: told[-1] for (_, id), told in self.first_occurrences.items()}
        return frozenset(id for id, record in last.items() if record.raw.body is None)

    @cached_property
    def bodies(self) -> tuple[tuple[Told, Any], ...]:
        """Each event with its body as JSON, whatever its model makes of it."""
        return tuple(
            (record, json.loads(record.raw.body)) for record in self.records if record.event and record.raw.body
        )

    @cached_property
    def first_occurrences(self) -> Mapping[tuple[str, str], tuple[Told, ...]]:
        """By aggregate, in the order of sequence. A record may come again; it is known by its sequence."""
        found: dict[tuple[str, str], dict[int, Told]] = defaultdict(dict)
        for record in self.records:
            found[record.aggregate].setdefault(record.envelope.sequence, record)
        return {aggregate: tuple(told[number] for number in sorted(told)) for aggregate, told in found.items()}

    def lives(self, kind: type[S]) -> Mapping[str, Life[S]]:
        """Every aggregate whose public state is of this kind, by id."""
        return cast(Mapping[str, Life[S]], self._lives.get(kind, {}))

    def all_lives(self) -> Iterator[Life[Any]]:
        """Every aggregate of every kind."""
        return (life for lives in self._lives.values() for life in lives.values())

    @cached_property
    def _lives(self) -> Mapping[type[Fact], Mapping[str, Life[Any]]]:
        found: dict[type[Fact], dict[str, Life[Any]]] = defaultdict(dict)
        for (_, id), told in self.first_occurrences.items():
            moments = [Moment(each.envelope.time, each.event, each.event.after) for each in told if each.event]
            if moments:
                found[type(moments[0].after)][id] = Life(id, moments)
        return found
