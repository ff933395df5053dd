"""Whether a backup is what its manifest says."""

from collections.abc import Callable
from pathlib import Path

from services.chassis.backup.files import digest, documents_of
from services.chassis.backup.manifest import BackupWrong, Manifest


def check(directory: Path, told: Callable[[int, int], None]) -> Manifest:
    """Read all of it. Raises BackupWrong, naming the file. Costs one look at every document."""
    manifest = Manifest.read(directory)
    done = 0
    for part in manifest.parts:
        path = directory / part.file
        if not path.is_file():
            raise BackupWrong(f"{path} is missing")
        if digest(path) != part.sha256:
            raise BackupWrong(f"{path} is not what was written: its SHA-256 is another one")
        found = sum(1 for _ in documents_of(path))
        if found != part.documents:
            raise BackupWrong(f"{path} holds {found:,} documents, not {part.documents:,}")
        done += found
        told(done, manifest.documents)
    return manifest
