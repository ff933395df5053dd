"""HTML out of Python: everything that is not markup already is escaped."""

from collections.abc import Iterable
from html import escape
from typing import TypeAlias

VOID = frozenset(("meta", "input", "br"))


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


Content: TypeAlias = str | int | Iterable["Content"] | None


def tag(name: str, /, *content: Content, **attributes: str | int | bool | None) -> Markup:
    """An element. `class_` is class, `aria_label` is aria-label; None and False leave an attribute out."""
    opened = name + "".join(_attribute(key, value) for key, value in attributes.items())
    return Markup(f"<{opened}>" if name in VOID else f"<{opened}>{together(content)}</{name}>")


def together(content: Content) -> Markup:
    """One after another."""
    match content:
        case None:
            return Markup("")
        case Markup():
            return content
        case str() | int():
            return Markup(escape(str(content)))
        case _:
            return Markup("".join(map(together, content)))


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
