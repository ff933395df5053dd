"""What a wrong setting says: one line, the variable and its value, and never a secret."""

import re

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

PREFIX = "MENTORMESH_"
MASK = "****"
SHOWN = 80


class SettingsWrong(Exception):
    """The process cannot start: a setting is wrong."""


class Unfitting(PydanticCustomError):
    """A setting that contradicts another one."""

    def __new__(cls, name: str, fault: str) -> "Unfitting":
        """The setting by its field's name, and what is wrong with it."""
        return super().__new__(cls, "unfitting", "{fault}", {"name": name, "fault": fault})


def described(error: ValidationError, model: type[BaseModel]) -> str:
    """All faults in one line."""
    return "; ".join(_fault(fault, model) for fault in error.errors(include_url=False))


def _fault(fault: ErrorDetails, model: type[BaseModel]) -> str:
    if fault["type"] == "unfitting":
        return f"{PREFIX}{fault['ctx']['name'].upper()} {fault['msg']}"
    name = str(fault["loc"][0])
    message = fault["msg"].removeprefix("Value error, ")
    return f"{PREFIX}{name.upper()} is {_shown(name, fault['input'], model)}: {message}"


def _shown(name: str, value: object, model: type[BaseModel]) -> str:
    field = model.model_fields.get(name)
    if isinstance(value, SecretStr) or (field and "SecretStr" in str(field.annotation)):
        return MASK
    return repr(without_password(str(value))[:SHOWN])


def without_password(url: str) -> str:
    """The address without who logs in."""
    return re.sub(r"(?<=://)[^/\s]*@", f"{MASK}@", url)
