"""The documents that are generated and committed: which, where, and whether they are as the code says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cli.describe import asyncapi_of, openapi_of
from cli.progress import progress
from cli.services import NAMES, load
from mentormesh_contracts.glossary import glossary
from mentormesh_contracts.schemas import IncompatibleSchemas, published_faults, schema_text
from mentormesh_contracts.topics import EVENTS
from services.chassis.reference import metrics_page, settings_page

SCHEMAS = Path("contracts/schemas")
OPENAPI = Path("docs/openapi")


class NoCheckout(Exception):
    """The folder is no checkout of MentorMesh."""


class DocumentsDiffer(Exception):
    """Committed documents are not what the code says; the message names them."""


def document_text(document: Any) -> str:
    """JSON as it is committed: sorted keys, two spaces, a newline at the end."""
    return json.dumps(document, sort_keys=True, indent=2, ensure_ascii=False) + "\n"


def generated() -> Iterator[tuple[Path, str]]:
    """Every document, with its place in the checkout."""
    for name, event in EVENTS.items():
        yield SCHEMAS / f"{name}.json", schema_text(event)
    yield Path("docs/glossary.md"), glossary()
    yield Path("docs/settings.md"), settings_page()
    services = load(NAMES)
    yield Path("docs/metrics.md"), metrics_page()
    for service in services:
        yield OPENAPI / f"{service.name}.json", document_text(openapi_of([service]))
    yield OPENAPI / "all.json", document_text(openapi_of(services))
    yield Path("docs/asyncapi.json"), document_text(asyncapi_of(services))
    # Grafana's builders are there for developers alone.
    from deploy.monitoring.generated import generated as dashboards_and_rules

    yield from dashboards_and_rules()


def write_all(root: Path) -> list[Path]:
    """Write what differs; gives those places. Raises NoCheckout, or IncompatibleSchemas before anything is written."""
    differing = _differing(root)
    for place, text in differing:
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text(text, encoding="utf-8")
    return [place for place, _ in differing]


def check_all(root: Path) -> None:
    """Raises NoCheckout, IncompatibleSchemas or DocumentsDiffer."""
    if places := [str(place) for place, _ in _differing(root)]:
        raise DocumentsDiffer(f"not as the code says: {', '.join(places)}; `mentormesh documents` writes them")


def _differing(root: Path) -> list[tuple[Path, str]]:
    if not (root / SCHEMAS).is_dir():
        raise NoCheckout(f"{root} is no checkout of MentorMesh: it has no {SCHEMAS}")
    if faults := published_faults(root / SCHEMAS):
        raise IncompatibleSchemas(faults)
    differing = []
    with progress("describing", len(EVENTS) + len(NAMES) + 5) as advance:
        for place, text in generated():
            if _text(root / place) != text:
                differing.append((place, text))
            advance()
    return differing


def _text(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.exists() else None
