"""Documents in files, as they come and go: a file is never held in memory."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from bson.codec_options import CodecOptions
from bson.errors import BSONError
from bson.raw_bson import RawBSONDocument

from services.chassis.backup.manifest import BackupWrong, Part

CHUNK = 1024 * 1024
LEVEL = 3
LENGTH = 4
RAW: CodecOptions[RawBSONDocument] = CodecOptions(document_class=RawBSONDocument, tz_aware=True)


class PartWriter:
    """Writes one part. Only who runs the backup may read it: people's names are in it."""

    def __init__(self, directory: Path, service: str, collection: str) -> None:
        self._service, self._collection = service, collection
        self._file = f"{service}/{collection}.bson.gz"
        self._path = directory / self._file
        self._path.parent.mkdir(mode=0o700, exist_ok=True)
        self._path.touch(mode=0o600, exist_ok=False)
        # Without the time of writing in it, the same documents give the same file.
        self._raw = self._path.open("wb")
        self._packed = gzip.GzipFile("", "wb", LEVEL, self._raw, mtime=0)
        self._documents = 0

    def write(self, document: RawBSONDocument) -> None:
        """One more."""
        self._packed.write(document.raw)
        self._documents += 1

    def part(self) -> Part:
        """What was written; it is on the disk then."""
        self._close()
        return Part(
            service=self._service,
            collection=self._collection,
            file=self._file,
            documents=self._documents,
            bytes=self._path.stat().st_size,
            sha256=digest(self._path),
        )

    def _close(self) -> None:
        self._packed.close()
        self._raw.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def documents_of(path: Path) -> Iterator[RawBSONDocument]:
    """The documents of a part. Raises BackupWrong where they end in the middle of one, or are none."""
    try:
        with gzip.open(path, "rb") as packed:
            while begins := packed.read(LENGTH):
                size = int.from_bytes(begins, "little")
                rest = packed.read(max(0, size - LENGTH))
                yield RawBSONDocument(begins + rest, RAW)
    except (OSError, EOFError, zlib.error, BSONError) as error:
        raise BackupWrong(f"{path} cannot be read: {error}") from error
