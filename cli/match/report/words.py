"""Numbers and terms as people read them."""

from cli.match.outcome import Someone
from cli.match.report.markup import Markup, tag, together
from mentormesh_contracts.vocabulary import Criterion

DASH = "–"
NONE_NAMED = "(none named)"


def title(term: str) -> str:
    """`most_matched` is Most matched."""
    return term.replace("_", " ").capitalize()


def number(value: int | float | None, decimals: int = 3) -> str:
    """Thousands are separated; nothing is a dash."""
    if value is None:
        return DASH
    return f"{value:,}" if isinstance(value, int) else f"{value:,.{decimals}f}"


def percent(share: float | None, decimals: int = 0) -> str:
    """Of one."""
    return DASH if share is None else f"{share:.{decimals}%}"


def person(someone: Someone, *, with_organisation: bool = False) -> Markup:
    """The name where there is one, and always the id."""
    organisation = tag("div", tag("small", someone.organisation or NONE_NAMED)) if with_organisation else None
    if not someone.name:
        return together((tag("b", someone.id), organisation))
    return together((tag("b", someone.name), " ", tag("small", someone.id), organisation))


def number_of(criterion: Criterion) -> int:
    """Which of the colours is the criterion's."""
    return list(Criterion).index(criterion)
