"""What several sections are made of."""

from collections.abc import Iterable, Sequence

from cli.match.report.markup import Content, Markup, tag


def section(id: str, heading: str, *content: Content) -> Markup:
    """A part of the page that can be linked to."""
    return tag("section", tag("h2", heading, id=f"{id}-heading"), *content, id=id, aria_labelledby=f"{id}-heading")


def table(
    headings: Sequence[str],
    rows: Iterable[Sequence[Content]],
    *,
    caption: str,
    numbers: Sequence[int] = (),
    id: str | None = None,
    class_: str | None = None,
) -> Markup:
    """`numbers` are the columns that hold numbers; the first column names its row."""

    def kind(place: int) -> str | None:
        return "n" if place in numbers else None

    head = tag("tr", *(tag("th", heading, scope="col", class_=kind(at)) for at, heading in enumerate(headings)))
    body = [tag("tr", *(_cell(at, cell, kind(at)) for at, cell in enumerate(row))) for row in rows]
    shown = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body), id=id, class_=class_)
    return tag("div", shown, class_="wide")


def _cell(place: int, cell: Content, kind: str | None) -> Markup:
    return tag("td", cell, class_=kind) if place else tag("th", cell, scope="row", class_=kind)


def bar(share: float, label: str) -> Markup:
    """A share of a whole; `label` is for those who do not see it."""
    filled = tag("i", style=f"width:{100 * min(1.0, max(0.0, share)):.1f}%")
    return tag("span", filled, class_="bar", role="img", aria_label=label)


def card(value: str, what: str, *more: Content) -> Markup:
    """A figure that matters."""
    return tag("div", tag("dt", what), tag("dd", tag("strong", value), *more), class_="card")


def definitions(pairs: Iterable[tuple[Content, Content]]) -> Markup:
    """Terms, and what they are."""
    return tag("dl", *(tag("div", tag("dt", term), tag("dd", meaning)) for term, meaning in pairs), class_="facts")
