"""Every pair, and why."""

from collections.abc import Iterator

from cli.match.outcome import Pair, Round
from cli.match.report.markup import Content, Markup, tag
from cli.match.report.parts import section, table
from cli.match.report.words import number, number_of, percent, person, title
from mentormesh_contracts.mentorships import Contribution, Explanation
from mentormesh_contracts.vocabulary import Criterion

HOW_TO_READ = (
    "Each bar is the whole of the weights. A criterion's part is as wide as its weight, and filled as far as the "
    "two meet it, so that what is filled is the score. Open a bar for the figures."
)

ALTERNATIVES = (
    "The best alternative is the score of the best other one who was eligible, and the difference. What a place cost "
    "is by how many points of score somebody else was short of it: it tells how sought a mentor is."
)


def pairs(found: Round, prefix: str) -> Markup:
    """In the order of the mentees' file."""
    heading = "Pairs of peers" if prefix else "Pairs"
    if not found.pairs:
        return section(f"{prefix}pairs", heading, tag("p", "There are none: below is why."))
    several = len({each.organisation for each in (*found.seekers, *found.mentors)}) > 1
    one, other = ("Person", "Peer") if found.are_peers else ("Mentee", "Mentor")
    with_alternatives = any(_has_alternative(pair.explanation) for pair in found.pairs)
    headings = [one, other, "Score", "Why"]
    headings += [] if found.are_peers else ["Rank"]
    headings += ["Best alternative"] if with_alternatives else []
    rows = (list(_row(pair, found, several))[: len(headings)] for pair in found.pairs)
    id = f"{prefix}pair-table"
    more = tag("p", ALTERNATIVES) if with_alternatives else None
    shown = table(headings, rows, caption="Pairs, with what each criterion adds", numbers=(2,), id=id, class_="pairs")
    return section(f"{prefix}pairs", heading, tag("p", HOW_TO_READ), more, _legend(found), _filter(id), shown)


def _row(pair: Pair, found: Round, several: bool) -> Iterator[Content]:
    told = pair.explanation
    yield person(pair.seeker, with_organisation=several)
    yield person(pair.other, with_organisation=several)
    yield number(told.score)
    yield tag("details", tag("summary", _bar(told)), tag("ul", *(_contribution(each) for each in told.contributions)))
    if not found.are_peers:
        yield _rank(told)
    yield _alternative(told)


def _bar(told: Explanation) -> Markup:
    parts = [
        tag(
            "i",
            tag("b", style=f"width:{100 * each.value:.0f}%"),
            class_=f"c{number_of(each.criterion)}",
            style=f"flex:{each.weight:.4f}",
        )
        for each in told.contributions
    ]
    label = ", ".join(f"{title(each.criterion)} {each.points:.3f}" for each in told.contributions)
    return tag("span", *parts, class_="parts", role="img", aria_label=label)


def _contribution(each: Contribution) -> Markup:
    filled = tag("i", style=f"width:{100 * each.value:.0f}%")
    return tag(
        "li",
        tag("span", title(each.criterion)),
        tag("span", filled, class_=f"bar c{number_of(each.criterion)}", aria_hidden="true"),
        tag("span", f"{percent(each.value)} × {each.weight:.3f} = {each.points:.3f}"),
    )


def _rank(told: Explanation) -> Content:
    if told.rank is None:
        return number(None)
    return tag("span", tag("b", number(told.rank)), tag("small", f" of {number(told.eligible)}"))


def _has_alternative(told: Explanation) -> bool:
    return told.alternative_score is not None or told.price is not None


def _alternative(told: Explanation) -> Content:
    parts: list[Content] = []
    if told.alternative_score is not None:
        apart = f" ({told.alternative_score - told.score:+.3f})"
        parts.append(tag("span", number(told.alternative_score), tag("small", apart)))
    if told.price:
        parts.append(tag("div", tag("small", f"place cost {number(told.price)}")))
    return parts or number(None)


def _legend(found: Round) -> Markup:
    used = dict.fromkeys(each.criterion for pair in found.pairs for each in pair.explanation.contributions)
    weights = {each.criterion: each.weight for pair in found.pairs[:1] for each in pair.explanation.contributions}
    entries = (_entry(criterion, weights.get(criterion)) for criterion in used)
    return tag("ul", *entries, class_="legend", aria_label="Colours of the criteria")


def _entry(criterion: Criterion, weight: float | None) -> Markup:
    swatch = tag("i", class_=f"c{number_of(criterion)}", aria_hidden="true")
    return tag("li", swatch, title(criterion), tag("small", f" {percent(weight)}"), title=criterion.definition)


def _filter(id: str) -> Markup:
    label = tag("label", "Find a name or an id ", tag("input", type="search", data_filters=id, autocomplete="off"))
    return tag("p", label, tag("span", role="status", class_="found"), class_="filter", hidden=True)
