"""What a backup consists of: a folder of files, and a manifest that lists them and is written last."""

from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

NAME = "manifest.json"


class BackupWrong(Exception):
    """The folder holds no whole backup; the message says what is the matter with it."""


def _inside(path: str) -> str:
    if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
        raise ValueError("a file of a backup lies in its folder")
    return path


class Part(BaseModel):
    """One collection in one file: documents in BSON, one after the other, compressed by gzip."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    service: str
    collection: str
    file: Annotated[str, AfterValidator(_inside)] = Field(description="Below the folder of the backup.")
    documents: int = Field(ge=0)
    bytes: int = Field(ge=0, description="Of the file, as it lies there.")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="Of the file, as it lies there.")


class Manifest(BaseModel):
    """The whole."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1] = 1
    taken_at: datetime = Field(description="All parts are as of one moment, no earlier than this one. UTC.")
    services: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def documents(self) -> int:
        """In all parts together."""
        return sum(part.documents for part in self.parts)

    def write(self, directory: Path) -> None:
        """Put it beside its parts: from now on it is a backup."""
        (directory / NAME).write_text(self.model_dump_json(indent=2) + "\n")

    @classmethod
    def read(cls, directory: Path) -> Self:
        """The one of that folder. Raises BackupWrong."""
        try:
            return cls.model_validate_json((directory / NAME).read_bytes())
        except FileNotFoundError:
            raise BackupWrong(f"there is no {NAME} in {directory}: no backup, or one that was not finished") from None
        except OSError as error:
            raise BackupWrong(f"{directory / NAME} cannot be read: {error.strerror}") from None
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            place = ".".join(str(part) for part in fault["loc"]) or "it"
            raise BackupWrong(f"{directory / NAME} is no manifest of ours: {place}: {fault['msg']}") from None
