"""A roster as it comes over HTTP: the file alone, or a form with the file and its mapping."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from starlette.datastructures import UploadFile
from starlette.requests import Request

from services.deciding import Invalid, Refusal
from services.profile.domain.roster import (
    Line,
    MappingUnfit,
    RosterUnreadable,
    parse_csv,
    parse_ndjson,
    text_of,
)

CSV = ("text/csv", "application/csv")
NDJSON = ("application/x-ndjson", "application/ndjson", "application/jsonl")
FORM = "multipart/form-data"
NDJSON_NAMES = (".ndjson", ".jsonl")
MAPPING_BYTES = 200_000

BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A roster of 20,000 people or 10 MB at most, in UTF-8.",
        "content": {
            "text/csv": {"schema": {"type": "string"}, "example": "external_id,name,roles\nE-1,Ada,mentor"},
            "application/x-ndjson": {
                "schema": {"type": "string"},
                "example": '{"external_id": "E-1", "name": "Ada", "roles": ["mentor"]}',
            },
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary", "description": "CSV, or NDJSON by its name."},
                        "mapping": {"type": "string", "description": "What your headings and words mean, in TOML."},
                    },
                }
            },
        },
    }
}
"""The request's body, for the OpenAPI document."""


class RosterFormUnknown(Refusal):
    """A roster comes as `text/csv`, as `application/x-ndjson`, or as a form with a `file` and perhaps a `mapping`."""

    status = 415


class RosterRefused(Invalid):
    """The file as a whole cannot be read, and nothing of it was taken; `line` and `heading` say where, if known."""


class MappingRefused(Invalid):
    """The column mapping is at fault, by itself or for this file; nothing was taken."""


class Upload(NamedTuple):
    """What was sent."""

    content: bytes
    is_ndjson: bool = False
    mapping: str | None = None


async def receive(request: Request) -> Upload:
    """The upload. Raises RosterFormUnknown, or RosterRefused for a form without a file."""
    form = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if form in CSV or form in NDJSON:
        return Upload(await request.body(), is_ndjson=form in NDJSON)
    if form == FORM:
        return await _from_form(request)
    raise RosterFormUnknown(f"{form[:80] or 'no content type'} is none of text/csv, application/x-ndjson, {FORM}")


def lines_of(upload: Upload) -> Iterator[Line]:
    """The lines, read as they are taken. Raises RosterRefused or MappingRefused before the first."""
    try:
        text = text_of(upload.content)
        return parse_ndjson(text) if upload.is_ndjson else parse_csv(text, upload.mapping)
    except MappingUnfit as unfit:
        raise MappingRefused(str(unfit), field="mapping", **_place(unfit)) from None
    except RosterUnreadable as unreadable:
        raise RosterRefused(str(unreadable), **_place(unreadable)) from None


async def _from_form(request: Request) -> Upload:
    async with request.form(max_files=2, max_fields=2, max_part_size=MAPPING_BYTES) as form:
        file, mapping = form.get("file"), form.get("mapping")
        if not isinstance(file, UploadFile):
            raise RosterRefused("the form has no file", field="file")
        is_ndjson = file.content_type in NDJSON or (file.filename or "").lower().endswith(NDJSON_NAMES)
        return Upload(await file.read(), is_ndjson, await _text(mapping))


async def _text(mapping: UploadFile | str | None) -> str | None:
    if not isinstance(mapping, UploadFile):
        return mapping or None
    try:
        return (await mapping.read(MAPPING_BYTES)).decode()
    except UnicodeDecodeError:
        raise MappingRefused("the mapping is not UTF-8", field="mapping") from None


def _place(fault: RosterUnreadable) -> dict[str, Any]:
    where = {"line": fault.line, "heading": fault.heading, "nearest": fault.nearest}
    return {name: value for name, value in where.items() if value is not None}
