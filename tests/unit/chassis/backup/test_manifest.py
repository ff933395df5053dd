"""A manifest is read as strictly as anything that comes from outside."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from services.chassis.backup.manifest import NAME, BackupWrong, Manifest, Part

PART: dict[str, Any] = {
    "service": "profile",
    "collection": "persons",
    "file": "profile/persons.bson.gz",
    "documents": 2,
    "bytes": 9,
}
WHOLE: dict[str, Any] = {
    "version": 1,
    "taken_at": "2026-11-26T12:00:00Z",
    "services": ["profile"],
    "parts": [{**PART, "sha256": "0" * 64}],
}


def read(folder: Path, **other: Any) -> Manifest:
    (folder / NAME).write_bytes(orjson.dumps(WHOLE | other))
    return Manifest.read(folder)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    parts = tuple(Part(**PART, sha256="0" * 64) for _ in range(2))
    written = Manifest(taken_at=datetime(2026, 11, 26, tzinfo=UTC), services=("profile",), parts=parts)
    written.write(tmp_path)
    assert Manifest.read(tmp_path) == written
    assert written.documents == 4


@pytest.mark.parametrize(
    ("other", "place"),
    [
        ({"version": 2}, "version"),
        ({"taken_at": "yesterday"}, "taken_at"),
        ({"parts": [{**PART, "sha256": "short"}]}, r"parts\.0\.sha256"),
        ({"parts": [{**PART, "sha256": "0" * 64, "file": "../elsewhere"}]}, r"parts\.0\.file"),
        ({"parts": [{**PART, "sha256": "0" * 64, "file": "/etc/passwd"}]}, r"parts\.0\.file"),
        ({"more": True}, "more"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, other: dict[str, Any], place: str) -> None:
    with pytest.raises(BackupWrong, match=f"is no manifest of ours: {place}: "):
        read(tmp_path, **other)


def test_without_one_there_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(BackupWrong, match="no backup, or one that was not finished"):
        Manifest.read(tmp_path)


def test_what_is_no_json_is_none_either(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\x00")
    with pytest.raises(BackupWrong, match="is no manifest of ours: it: "):
        Manifest.read(tmp_path)
