"""Ids of our own for those of the files, in an order that a seed decides and the order of lines does not."""

import re
from collections.abc import Iterable
from hashlib import sha256

OURS = re.compile(r"\b(?:person|organisation)-[0-9]{7}\b")


class Ids:
    """Where all else is equal, the engine takes whoever comes first: by these ids, that is drawn by lot."""

    def __init__(self, external_ids: Iterable[str], organisations: Iterable[str], seed: int) -> None:
        self._people = _numbered("person", external_ids, seed)
        self._organisations = _numbered("organisation", organisations, seed)
        self._theirs = {ours: theirs for table in (self._people, self._organisations) for theirs, ours in table.items()}

    def person(self, external_id: str) -> str:
        """Our id of a person. Raises KeyError for somebody who is in no file."""
        return self._people[external_id]

    def knows(self, external_id: str) -> bool:
        """Whether the person is in one of the files."""
        return external_id in self._people

    def organisation(self, name: str) -> str:
        """Our id of an organisation."""
        return self._organisations[name]

    def theirs(self, ours: str) -> str:
        """The id, or the organisation's name, in the files."""
        return self._theirs[ours]

    def in_their_words(self, text: str) -> str:
        """A text in which every id of ours is theirs."""
        return OURS.sub(lambda found: self._theirs.get(found[0], found[0]), text)


def _numbered(what: str, names: Iterable[str], seed: int) -> dict[str, str]:
    drawn = sorted(set(names), key=lambda name: sha256(f"{seed}\n{name}".encode()).digest())
    return {name: f"{what}-{number:07}" for number, name in enumerate(drawn, 1)}
