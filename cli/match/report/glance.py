"""The figures that matter, and how scores are spread."""

from collections import Counter
from collections.abc import Iterator

from cli.match.counted import plural
from cli.match.figures import Figures, figures_of
from cli.match.outcome import Round
from cli.match.report.markup import Markup, tag
from cli.match.report.parts import bar, card, section
from cli.match.report.words import number, percent

STEPS = 20
WIDTH, HEIGHT, TOP, FOOT = 640, 150, 18, 20


def glance(found: Round, prefix: str, heading: str) -> Markup:
    """The first thing that is seen."""
    figures = figures_of(found)
    return section(f"{prefix}glance", heading, tag("dl", *_cards(found, figures), class_="cards"), _spread(found))


def _cards(found: Round, figures: Figures) -> Iterator[Markup]:
    who = "peers" if found.are_peers else "mentees"
    of = f"of {figures.considered:,} {who} matched"
    yield card(f"{figures.matched:,}", of, tag("span", percent(figures.coverage, 1)), bar(figures.coverage, of))
    if found.are_peers:
        yield card(f"{figures.pairs:,}", "pairs")
    else:
        share = figures.places_taken / figures.places if figures.places else 0.0
        taken = f"of {figures.places:,} places taken"
        offered = f"offered by {plural(figures.mentors, 'mentor')}"
        yield card(f"{figures.places_taken:,}", taken, tag("span", offered), bar(share, taken))
    if figures.mean_score is not None:
        spread = f"from {number(figures.worst_score)} to {number(figures.best_score)}"
        yield card(number(figures.mean_score), "mean score, of 1", tag("span", spread))
    if not found.are_peers and figures.pairs:
        first = figures.first_choices / figures.pairs
        three = f"{percent(figures.among_the_first_three / figures.pairs)} one of their best three"
        yield card(percent(first), "have their best eligible mentor", tag("span", three), bar(first, three))
    yield card(f"{len(found.left_out):,}", "left out", tag("span", "each with a reason, below"))


def _spread(found: Round) -> Markup | None:
    if not found.pairs:
        return None
    counted = Counter(min(STEPS - 1, int(pair.explanation.score * STEPS)) for pair in found.pairs)
    most = max(counted.values())
    step = WIDTH / STEPS
    columns = [_column(at, counted[at], most, step) for at in range(STEPS) if counted[at]]
    axis = [
        tag("text", f"{at / STEPS:.1f}", x=f"{at * step:.0f}", y=HEIGHT - 4, text_anchor=_anchor(at))
        for at in range(0, STEPS + 1, STEPS // 5)
    ]
    line = tag("path", d=f"M0 {HEIGHT - FOOT}H{WIDTH}")
    label = "; ".join(f"{at / STEPS:.2f} to {(at + 1) / STEPS:.2f}: {counted[at]}" for at in sorted(counted))
    drawing = tag(
        "svg", *columns, line, *axis, viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", aria_label=f"Pairs by score: {label}"
    )
    return tag("figure", tag("figcaption", "Pairs by score"), drawing, class_="spread")


def _column(at: int, count: int, most: int, step: float) -> Markup:
    tall = (HEIGHT - TOP - FOOT) * count / most
    left, top = at * step, HEIGHT - FOOT - tall
    shape = tag("rect", x=f"{left + 2:.1f}", y=f"{top:.1f}", width=f"{step - 4:.1f}", height=f"{tall:.1f}", rx=2)
    return tag(
        "g", shape, tag("text", number(count), x=f"{left + step / 2:.1f}", y=f"{top - 4:.1f}", text_anchor="middle")
    )


def _anchor(at: int) -> str:
    return {0: "start", STEPS: "end"}.get(at, "middle")
