"""How the university of the sample writes: its own headings, words and separators."""

import json
import re
from collections.abc import Iterator

from deploy.sample.organisations import UNIVERSITY

HEADINGS = {
    "external_id": "Matr.-Nr.",
    "name": "Full name",
    "email": "Uni mail",
    "phone": "Mobile",
    "shares_contact": "Contact may be passed on",
    "roles": "Looking for",
    "goals_sought": "Wants",
    "goals_offered": "Can help with",
    "strengths": "Good at",
    "weaknesses": "Wants to get better at",
    "disciplines": "Years of practice",
    "area_sought": "Curious about",
    "languages": "Speaks",
    "zone": "Where",
    "weekly_hours": "Usually free",
    "places_offered": "Takes how many",
    "wished_qualities": "A good mentor has",
    "preferred_external_ids": "Would like to meet",
    "reporting_line_external_ids": "Supervised by",
    "never_with_external_ids": "Please not with",
    "screening": "Background check",
}
IGNORED = ("Semester", "Faculty")
GOALS = {
    "career_development": "a career",
    "personal_development": "to grow as a person",
    "knowledge_transfer": "know-how",
    "motivation_and_inspiration": "inspiration",
    "problem_solving": "help with a problem",
    "network_building": "contacts",
}
WORDS: dict[str, dict[str, str]] = {
    "shares_contact": {"yes": "ja", "no": "nein"},
    "roles": {"mentee": "a mentor", "mentor": "a mentee", "mentor; mentee": "both"},
    "goals_sought": GOALS,
    "goals_offered": GOALS,
    "strengths": {"1": "basics", "2": "fair", "3": "good", "4": "very good", "5": "expert"},
    "languages": {
        "de": "German", "en": "English", "es": "Spanish", "tr": "Turkish", "pt": "Portuguese", "uk": "Ukrainian",
        "fr": "French",
    },
    "zone": {
        "Europe/Berlin": "", "Europe/Lisbon": "Lisbon", "Europe/Istanbul": "Istanbul", "America/Sao_Paulo": "São Paulo",
    },
    "weekly_hours": {
        "monday": "Mo", "tuesday": "Tu", "wednesday": "We", "thursday": "Th", "friday": "Fr", "saturday": "Sa",
        "sunday": "Su",
    },
    "wished_qualities": {
        "experience_and_expertise": "know-how", "communication": "an open ear", "trustworthiness": "discretion",
        "motivation_and_enthusiasm": "fire", "empathy_and_appreciation": "a heart",
    },
    "screening": {"none": "", "pending": "asked for", "cleared": "passed", "refused": "failed"},
}  # fmt: skip
DEFAULTS = {"zone": UNIVERSITY.zone}
LIST, PAIR = ",", "="


def in_their_words(row: dict[str, str]) -> dict[str, str]:
    """The cells of a person under their headings."""
    return {HEADINGS[field]: _cell(field, cell) for field, cell in row.items()}


def mapping() -> str:
    """The column mapping, in TOML, that tells what they mean."""
    return "\n".join(_toml())


def _cell(field: str, cell: str) -> str:
    words = WORDS.get(field, {})
    return (
        words[cell] if cell in words else f"{LIST} ".join(_item(words, each) for each in re.split("; ?", cell) if each)
    )


def _item(words: dict[str, str], item: str) -> str:
    day, _, hours = item.partition(" ")
    if day in words and hours:
        return f"{words[day]} {hours}"
    key, pair, value = item.rpartition(":")
    return f"{words.get(key, key)}{PAIR}{words.get(value, value)}" if pair else words.get(item, item)


def _toml() -> Iterator[str]:
    yield f"# What the columns and words of {UNIVERSITY.name}'s export mean."
    yield f"ignore = {_text(list(IGNORED))}"
    yield from ("", "[columns]", *(f"{_text(theirs)} = {_text(ours)}" for ours, theirs in HEADINGS.items()))
    for field, words in WORDS.items():
        yield from ("", f"[values.{field}]")
        yield from (f"{_text(theirs)} = {_text(ours)}" for ours, theirs in words.items() if theirs)
    yield from ("", "[defaults]", *(f"{field} = {_text(value)}" for field, value in DEFAULTS.items()))
    yield from ("", "[separators]", f"list = {_text(LIST)}", f"pair = {_text(PAIR)}", "")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
