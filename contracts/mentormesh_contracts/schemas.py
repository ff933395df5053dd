"""JSON Schemas (2020-12) of every event type, made from the models, for readers in any language."""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import DictSchema

from mentormesh_contracts.compatibility import incompatibilities
from mentormesh_contracts.earlier import UPCASTERS
from mentormesh_contracts.fact import Event
from mentormesh_contracts.topics import EVENTS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Generator(GenerateJsonSchema):
    """Pydantic lets a schema allow keys that do not fit their pattern; here it says what the model says."""

    def dict_schema(self, schema: DictSchema) -> JsonSchemaValue:
        found = super().dict_schema(schema)
        for pattern, values in found.pop("patternProperties", {}).items():
            found["propertyNames"] = {**found.get("propertyNames", {}), "pattern": pattern}
            found["additionalProperties"] = values
        return found


class IncompatibleSchemas(ValueError):
    """The models say what readers of the published schemas, or of old events, would trip over."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__(
            "a change that is not additive needs a new type (…v2) and an upcaster; "
            "a schema that nobody has seen yet may be deleted and written anew:\n  " + "\n  ".join(faults)
        )


def schema_of(event: type[Event]) -> dict[str, Any]:
    """The schema of an event's body."""
    body = event.model_json_schema(schema_generator=_Generator)
    return {"$schema": DIALECT, "$id": f"urn:mentormesh:schema:{event.TYPE}", **body}


def schema_text(event: type[Event]) -> str:
    """The same as it is committed: sorted keys, two spaces, a newline at the end."""
    return json.dumps(schema_of(event), sort_keys=True, indent=2, ensure_ascii=False) + "\n"


def published_faults(folder: Path) -> list[str]:
    """What in the models breaks the schemas that the folder holds; so does a type that is gone and not lifted."""
    faults = []
    for file in sorted(folder.glob("*.json")):
        if file.stem not in EVENTS and file.stem in UPCASTERS:
            continue
        event = EVENTS.get(file.stem)
        published = json.loads(file.read_text(encoding="utf-8"))
        found = incompatibilities(published, schema_of(event)) if event else ["the type is gone"]
        faults += [f"{file.stem}: {fault}" for fault in found]
    return faults


def write_schemas(folder: Path) -> None:
    """Write one file a type. Raises IncompatibleSchemas, and writes nothing, if one there would be broken."""
    if faults := published_faults(folder):
        raise IncompatibleSchemas(faults)
    folder.mkdir(parents=True, exist_ok=True)
    for name, event in EVENTS.items():
        (folder / f"{name}.json").write_text(schema_text(event), encoding="utf-8")
