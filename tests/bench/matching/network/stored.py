"""A network in a file, so that a process that is measured holds it and nothing of how it was made."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

from services.matching.engine.columns import Lists, People, Quotas, Relations, Rules
from tests.bench.matching.network.made import Network

PARTS = {"seekers": People, "others": People, "relations": Relations, "rules": Rules, "quotas": Quotas}


def save(made: Network, path: Path) -> None:
    """Write it, uncompressed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays = dict(_flat("", made))
    if made.seekers is made.others:
        arrays = {name: array for name, array in arrays.items() if not name.startswith("others.")}
    np.savez(path, allow_pickle=False, **arrays)


def load(path: Path) -> Network:
    """Read it; what is one object on both sides stays so."""
    with np.load(path) as stored:
        held = {name: stored[name] for name in stored.files}
    parts = {name: _built(kind, name, held) for name, kind in PARTS.items() if _has(held, name)}
    parts.setdefault("others", parts["seekers"])
    return Network(**parts, capacity=held["capacity"])


def _flat(prefix: str, value: Any) -> Iterator[tuple[str, Any]]:
    for field in fields(value):
        part = getattr(value, field.name)
        if is_dataclass(part):
            yield from _flat(f"{prefix}{field.name}.", part)
        elif part is not None:
            yield f"{prefix}{field.name}", np.asarray(part)


def _has(held: Mapping[str, Any], name: str) -> bool:
    return any(key.startswith(f"{name}.") for key in held)


def _built(kind: type[Any], prefix: str, held: Mapping[str, Any]) -> Any:
    return kind(**{field.name: _part(field.type, f"{prefix}.{field.name}", held) for field in fields(kind)})


def _part(kind: Any, name: str, held: Mapping[str, Any]) -> Any:
    if kind is Lists:
        return _built(Lists, name, held)
    return held[name] if held[name].ndim else held[name].item()
