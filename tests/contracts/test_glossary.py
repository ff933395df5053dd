from pathlib import Path

from mentormesh_contracts import EVENTS
from mentormesh_contracts.glossary import glossary
from mentormesh_contracts.vocabulary import Constraint

COMMITTED = Path(__file__).parents[2] / "docs" / "glossary.md"


def test_the_glossary_is_the_one_that_the_code_says() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == glossary(), "docs/glossary.md is old: run make schemas"


def test_it_defines_every_term_every_model_and_every_event() -> None:
    text = glossary()
    assert all(f"| `{member.value}` | {member.definition} |" in text for member in Constraint)
    assert all(f"`{name}`<br>{event.__name__}" in text for name, event in EVENTS.items())
    assert "| `languages` | list of language | Spoken well enough to meet in. |" in text
    assert "| `programmes` | list of identifier or nothing | Programmes opened" in text
