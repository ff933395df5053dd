"""Settings in this process that are those of a process with an environment."""

from collections.abc import Mapping
from typing import Any

from services.chassis.settings import Settings, load_settings

PREFIX = "MENTORMESH_"


def settings_of(environment: Mapping[str, str], **other: Any) -> Settings:
    """What the environment tells, and `other` instead of it where both say something."""
    told = {name.removeprefix(PREFIX).lower(): text for name, text in environment.items() if name.startswith(PREFIX)}
    return load_settings(**{**told, **other})
