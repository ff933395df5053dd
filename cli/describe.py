"""The services' documents, without servers: what their routes and reactions say of themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from services.chassis.http.openapi import openapi_document
from services.chassis.observability.health import Health
from services.chassis.process import build_app, event_document
from services.chassis.service import Service
from services.chassis.settings import Settings

if TYPE_CHECKING:
    from services.chassis.runtime import Runtime

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _AtRest:
    """What the app looks at before its first request."""

    service: Service

    @property
    def name(self) -> str:
        return self.service.name


def openapi_of(services: Sequence[Service]) -> Document:
    """The OpenAPI document of an app with these services. It does not depend on this machine's settings."""
    at_rest = cast("list[Runtime]", [_AtRest(service) for service in services])
    return openapi_document(build_app(at_rest, Settings.model_construct(), Health()))


def asyncapi_of(services: Sequence[Service]) -> Document:
    """The AsyncAPI document of these services."""
    return event_document(services)
