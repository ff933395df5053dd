"""The sample network as its committed rosters tell of it."""

import json
from functools import cache
from typing import Any

from deploy.sample.generate import OUT
from services.profile.domain.roster import Line, parse_csv, text_of
from tests.unit.sample.eligible import Member


@cache
def organisations() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads((OUT / "manifest.json").read_text("utf-8"))["organisations"])


@cache
def lines(slug: str) -> tuple[Line, ...]:
    (entry,) = (each for each in organisations() if each["slug"] == slug)
    mapping = (OUT / entry["mapping"]).read_text("utf-8") if entry["mapping"] else None
    return tuple(parse_csv(text_of((OUT / entry["roster"]).read_bytes()), mapping))


@cache
def members() -> tuple[Member, ...]:
    return tuple(
        Member(entry["slug"], line.declaration)
        for entry in organisations()
        for line in lines(entry["slug"])
        if line.declaration
    )
