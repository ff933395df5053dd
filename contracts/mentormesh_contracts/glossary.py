"""The glossary: every word with its definition, straight from the code that uses it."""

import inspect
from collections.abc import Iterator
from types import ModuleType, NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from mentormesh_contracts import (
    credentials,
    fact,
    feedback,
    mentorships,
    operations,
    organisations,
    people,
    programmes,
    sessions,
    vocabulary,
)
from mentormesh_contracts.fact import Event
from mentormesh_contracts.term import Term
from mentormesh_contracts.topics import TOPIC_OF

MODULES = (
    vocabulary,
    organisations,
    credentials,
    people,
    programmes,
    mentorships,
    sessions,
    feedback,
    operations,
    fact,
)
HEAD = """# Glossary

The words of MentorMesh, as the code, the events and the API use them. Generated from `mentormesh_contracts` by
`make schemas`: a definition is changed where it is written.
"""
Named = dict[str, Any]


def glossary() -> str:
    """The whole glossary, in Markdown."""
    values = {name.lower(): value for module in MODULES for name, value in vars(module).items() if _is_value(value)}
    parts = [HEAD, *(part for module in MODULES for part in _module(module, values))]
    return "\n".join(parts)


def _is_value(value: Any) -> bool:
    return get_origin(value) is Annotated and _described(value) is not None


def _described(annotated: Any) -> str | None:
    """What a value's own metadata say of it."""
    infos = (part for part in get_args(annotated)[1:] if isinstance(part, FieldInfo))
    return next((info.description for info in infos if info.description), None)


def _module(module: ModuleType, values: Named) -> Iterator[str]:
    yield f"## {module.__name__.rpartition('.')[2].capitalize()}\n\n{inspect.getdoc(module)}\n"
    own = [thing for thing in vars(module).values() if getattr(thing, "__module__", "") == module.__name__]
    classes = [thing for thing in own if inspect.isclass(thing)]
    yield from (_term(thing) for thing in classes if issubclass(thing, Term))
    yield from (_model(thing, values) for thing in classes if issubclass(thing, BaseModel) and not _is_event(thing))
    if events := [thing for thing in classes if thing in TOPIC_OF]:
        yield _events(events, values)
    if module is fact:
        yield _table(("value", "meaning"), ((f"`{name}`", _described(value) or "") for name, value in values.items()))


def _is_event(model: type[BaseModel]) -> bool:
    return issubclass(model, Event) and model is not Event


def _term(term: type[Term]) -> str:
    rows = ((f"`{member.value}`", member.definition) for member in term)
    return f"### {term.__name__}\n\n{inspect.getdoc(term)}\n\n" + _table(("word", "definition"), rows)


def _model(model: type[BaseModel], values: Named) -> str:
    title = f"### {model.__name__}\n\n{inspect.getdoc(model)}\n"
    inherited = [base.__name__ for base in model.__bases__ if base not in (fact.Fact, BaseModel)]
    title += "".join(f"\nWith all fields of [{name}](#{name.lower()}).\n" for name in inherited)
    rows = list(_fields(model, values))
    return title + "\n" + _table(("field", "is", "meaning"), rows) if rows else title


def _fields(model: type[BaseModel], values: Named) -> Iterator[tuple[str, str, str]]:
    """Its own fields; what it inherits stands with the model that has it."""
    hints = get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        if name in inspect.get_annotations(model):
            yield f"`{name}`", _in_words(hints[name], values), _meaning(info, values)


def _events(events: list[type[Event]], values: Named) -> str:
    topic = TOPIC_OF[events[0]]
    title = f"### Events of `{topic.name}`\n\n{topic.describes} Each event carries the state after it.\n"
    return title + "\n" + _table(("event", "what happened", "says also"), (_event(event, values) for event in events))


def _event(event: type[Event], values: Named) -> tuple[str, str, str]:
    fields = (f"{name}: {kind}. {text}".strip() for name, kind, text in _fields(event, values) if name != "`after`")
    return f"`{event.TYPE}`<br>{event.__name__}", inspect.getdoc(event) or "", "<br>".join(fields)


def _meaning(info: FieldInfo, values: Named) -> str:
    """The field's own description; that of its type stands with the type."""
    of_types = {_described(value) for value in values.values()}
    return info.description if info.description and info.description not in of_types else ""


def _in_words(hint: Any, values: Named) -> str:
    """A field's type: `list of Goal`, `identifier or nothing`."""
    for name, value in values.items():
        if hint == value:
            return name
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _in_words(parts[0], values)
    if origin in (Union, UnionType):
        return " or ".join(_in_words(part, values) for part in parts)
    if origin is tuple:
        return f"list of {_in_words(parts[0], values)}"
    if origin is dict:
        return f"{_in_words(parts[1], values)} for each {_in_words(parts[0], values)}"
    return _link(hint)


PLAIN = {str: "text", int: "whole number", float: "number", bool: "yes or no", NoneType: "nothing", Any: "a model"}


def _link(hint: Any) -> str:
    if hint in PLAIN:
        return PLAIN[hint]
    ours = inspect.isclass(hint) and issubclass(hint, (Term, BaseModel))
    return f"[{hint.__name__}](#{hint.__name__.lower()})" if ours else str(getattr(hint, "__name__", hint))


def _table(head: tuple[str, ...], rows: Any) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)
