"""The page as a whole."""

from collections.abc import Iterator
from pathlib import Path

from cli.match.counted import plural
from cli.match.outcome import Round
from cli.match.report.fairness import fairness
from cli.match.report.glance import glance
from cli.match.report.left_out import left_out
from cli.match.report.markup import Markup, tag
from cli.match.report.origin import faults, files, policy
from cli.match.report.pairs import pairs
from cli.match.result import Result

HERE = Path(__file__).parent
NOTHING_FROM_ELSEWHERE = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
TITLE = "Who meets whom, and why"


def page(result: Result) -> str:
    """HTML that opens with no network at all."""
    prefixes = _prefixes(result)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=NOTHING_FROM_ELSEWHERE),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", f"{TITLE} · MentorMesh"),
        tag("style", _own("style.css")),
    )
    sections = [part for found in result.rounds for part in _round(found, prefixes[id(found)], result)]
    main = tag("main", *sections, faults(result), policy(result.policy), files(result))
    body = tag("body", _header(result), main, tag("script", _own("script.js")))
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


def _prefixes(result: Result) -> dict[int, str]:
    return {id(found): "peer-" if found.are_peers and len(result.rounds) > 1 else "" for found in result.rounds}


def _header(result: Result) -> Markup:
    counts = [
        plural(len(found.seekers), "peer")
        if found.are_peers
        else f"{plural(len(found.seekers), 'mentee')} and {plural(len(found.mentors), 'mentor')}"
        for found in result.rounds
    ]
    told = f"{'; '.join(counts)} · {', '.join(dict.fromkeys(sheet.file for sheet in result.sheets.values()))}"
    links = [tag("a", text, href=f"#{id}") for id, text in _links(result)]
    return tag("header", tag("p", "MentorMesh", class_="brand"), tag("h1", TITLE), tag("p", told), tag("nav", *links))


def _links(result: Result) -> Iterator[tuple[str, str]]:
    for found in result.rounds:
        prefix = _prefixes(result)[id(found)]
        of = " of peers" if prefix else ""
        yield f"{prefix}pairs", f"Pairs{of}"
        yield f"{prefix}left-out", f"Left out{of}"
        yield f"{prefix}fairness", f"Fairness{of}"
    if result.faults or result.warnings:
        yield "lines", "Lines of the files"
    yield "policy", "Policy"
    yield "files", "Files"


def _round(found: Round, prefix: str, result: Result) -> Iterator[Markup]:
    heading = "Peers at a glance" if found.are_peers else "At a glance"
    yield glance(found, prefix, heading)
    yield pairs(found, prefix)
    yield left_out(found, prefix, result.ids)
    yield fairness(found, prefix, result.ids)


def _own(name: str) -> Markup:
    return Markup((HERE / name).read_text(encoding="utf-8"))
