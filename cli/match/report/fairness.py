"""For whom the result is how good: what the engine's audit says, organisations, and places that are left."""

from cli.match.figures import Figures, figures_of, taken
from cli.match.ids import Ids
from cli.match.outcome import Round
from cli.match.report.audit import audited
from cli.match.report.markup import Content, Markup, tag
from cli.match.report.parts import definitions, section, table
from cli.match.report.words import NONE_NAMED, number, percent, person


def fairness(found: Round, prefix: str, ids: Ids) -> Markup:
    """Figures first, then tables."""
    figures = figures_of(found)
    content = [
        *audited(found.audit, ids),
        _organisations(found, figures) if len(figures.organisations) > 1 else None,
        None if found.are_peers else _places(found),
    ]
    heading = "Fairness and audit of peers" if prefix else "Fairness and audit"
    return section(f"{prefix}fairness", heading, _summary(found, figures), *content)


def _summary(found: Round, figures: Figures) -> Markup:
    worst = min(found.pairs, key=lambda pair: pair.explanation.score, default=None)
    facts: list[tuple[Content, Content]] = [
        ("Coverage", f"{number(figures.matched)} of {number(figures.considered)} ({percent(figures.coverage, 1)})"),
        ("Total of the scores", number(figures.total_score)),
        ("Median score", number(figures.median_score)),
    ]
    if worst:
        pair = [person(worst.seeker), " with ", person(worst.other)]
        facts.append(("Worst match", [f"{number(worst.explanation.score)}: ", *pair]))
    return definitions(facts)


def _organisations(found: Round, figures: Figures) -> list[Markup]:
    rows = (
        (
            each.organisation or NONE_NAMED,
            number(each.people),
            number(each.matched),
            percent(each.matched / each.people, 1) if each.people else number(None),
            number(each.mean_score),
            *(() if found.are_peers else (number(each.places_given), number(each.places_received))),
        )
        for each in figures.organisations
    )
    headings = ["Organisation", "Looked", "Matched", "Share", "Mean score"]
    headings += [] if found.are_peers else ["Places given to others", "Places received"]
    shown = table(headings, rows, caption="By organisation", numbers=range(1, len(headings)))
    return [tag("h3", "Organisations"), shown]


def _places(found: Round) -> list[Markup]:
    used = taken(found.pairs)
    free = [mentor for mentor in found.mentors if mentor.places > used[mentor.id]]
    if not free:
        return [tag("h3", "Places left"), tag("p", "None: every place that a mentor offers is taken.")]
    rows = (
        (person(mentor), number(mentor.places), number(used[mentor.id]), number(mentor.places - used[mentor.id]))
        for mentor in sorted(free, key=lambda each: used[each.id] - each.places)
    )
    headings = ("Mentor", "Offered", "Taken", "Left")
    shown = table(headings, rows, caption="Mentors who have places left", numbers=(1, 2, 3))
    return [tag("h3", "Places left"), tag("details", tag("summary", f"{len(free):,} mentors have places left"), shown)]
