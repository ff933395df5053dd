"""No names, no contact, no free text in any event. Looked for in the bytes, not in the models."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cli.verify.asking import Answers
from cli.verify.history import History
from cli.verify.record import Told
from mentormesh_contracts import Fact
from mentormesh_contracts.organisations import Organisation
from mentormesh_contracts.programmes import Programme

WORD = re.compile(r"\w+")
FREE = re.compile(rb"[\s@\\\x80-\xff]")
"""What free text has and JSON as it is published has not, but for such text: a quick look before the slow one."""
OWN_WORDS: Mapping[type[Any] | None, frozenset[str]] = {
    Organisation: frozenset({"after.name"}),
    Programme: frozenset({"after.title", "after.structure.milestones"}),
}
"""What an organisation calls itself and its programmes; everything else is an id, a number, a time or a term."""


def check_private_words(history: History, answers: Answers) -> Iterable[str]:
    """None of the names and contacts that the rosters hold stands in any record, in its headers or its body."""
    by_word = _by_longest_word(history.private_words)
    return [
        f"{record.raw.place}: {record.what} holds the private word {word!r}"
        for record in history.records
        for word in _found(_whole_text(record), by_word)
    ]


def _by_longest_word(texts: frozenset[str]) -> Mapping[str, list[re.Pattern[str]]]:
    """Names and contacts by the longest word in them: most records hold none of those."""
    found: dict[str, list[re.Pattern[str]]] = defaultdict(list)
    for text in sorted(text.lower() for text in texts):
        if words := WORD.findall(text):
            found[max(words, key=len)].append(re.compile(rf"(?<!\w){re.escape(text)}(?!\w)"))
    return found


def _found(text: str, by_word: Mapping[str, list[re.Pattern[str]]]) -> Iterator[str]:
    for word in by_word.keys() & set(WORD.findall(text)) if by_word else ():
        yield from (match.group() for pattern in by_word[word] if (match := pattern.search(text)))


def _whole_text(record: Told) -> str:
    values = [value or b"" for _, value in record.raw.headers]
    body = record.raw.body or b""
    plain = json.dumps(json.loads(body), ensure_ascii=False).encode() if b"\\" in body else body
    return b" ".join((*values, plain)).decode(errors="replace").lower()


def check_free_text(history: History, answers: Answers) -> Iterable[str]:
    """No value of an event is a sentence or an address: none has a space or an @.

    But for what organisations call themselves and their programmes.
    """
    return [
        f"{record.raw.place}: {record.what} holds free text in {field}"
        for record, body in history.bodies
        if FREE.search(record.raw.body or b"")
        for field, text in _texts("", body)
        if _is_free(text) and field not in OWN_WORDS.get(type(record.event.after) if record.event else None, ())
    ]


def _texts(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(path, each)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield path, name
            yield from _texts(f"{path}.{name}".lstrip("."), each)


def _is_free(text: str) -> bool:
    return "@" in text or any(character.isspace() for character in text)


def check_fields(history: History, answers: Answers) -> Iterable[str]:
    """A record has the fields of its contract and no others."""
    return [
        f"{record.raw.place}: {record.what} has the field {field}, which its contract does not know"
        for record, body in history.bodies
        for field in _strange(record.event, body)
    ]


def _strange(model: Any, body: Any, path: str = "") -> Iterator[str]:
    if not isinstance(model, Fact) or not isinstance(body, dict):
        return
    known = type(model).model_fields
    for name, value in body.items():
        if name not in known:
            yield f"{path}{name}"
        elif isinstance(value, dict):
            yield from _strange(getattr(model, name), value, f"{path}{name}.")
        elif isinstance(value, list):
            for part, content in zip(getattr(model, name), value, strict=False):
                yield from _strange(part, content, f"{path}{name}.")
