"""A little HTML, always escaped, and the frame of our own pages."""

from collections.abc import Iterable, Sequence
from html import escape


class Html(str):
    """Markup that is safe already."""

    __slots__ = ()


def text(value: object) -> Html:
    """Escaped, unless it is markup."""
    return value if isinstance(value, Html) else Html(escape(str(value)))


def element(name: str, *content: object, **attributes: str) -> Html:
    """An element; `id_` and `class_` stand for the attributes of that name."""
    written = "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in attributes.items())
    return Html(f"<{name}{written}>{joined(*content)}</{name}>")


def joined(*content: object) -> Html:
    """One after another."""
    return Html("".join(text(part) for part in content))


def link(address: str, label: object) -> Html:
    """A link."""
    return element("a", label, href=address)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Html:
    """A table that scrolls by itself when it is too wide."""
    titles = element("tr", *(element("th", title) for title in head))
    body = joined(*(element("tr", *(element("td", cell) for cell in row)) for row in rows))
    return element("div", element("table", element("thead", titles), element("tbody", body)), class_="wide")


def framed(title: str, *content: object, root: str = "") -> str:
    """A whole page. `root` leads back to where the app stands."""
    style = Html(f'<link rel="stylesheet" href="{escape(root)}docs/assets/pages.css">')
    icon = Html(f'<link rel="icon" type="image/svg+xml" href="{escape(root)}docs/assets/mark.svg">')
    meta = Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">')
    head = element("head", meta, element("title", title), style, icon)
    return "<!doctype html>" + element("html", head, element("body", element("main", *content)), lang="en")
