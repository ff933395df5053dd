"""Event types of earlier major versions: read by lifting them, and written while somebody still reads nothing else.

Whoever changes a type adds the two steps here. The schema of the earlier type stays published, as it was.
"""

from datetime import datetime
from typing import Any

from mentormesh_contracts.downcasting import DOWNCASTERS
from mentormesh_contracts.sessions import SessionRescheduled
from mentormesh_contracts.upcasting import UPCASTERS

__all__ = ["DOWNCASTERS", "RESCHEDULED_V1", "UPCASTERS"]
Body = dict[str, Any]
RESCHEDULED_V1 = "mentormesh.session.rescheduled.v1"


def _with_previous_time(body: Body) -> Body:
    """Version 1 told the previous start alone; the length is taken to be what it is now."""
    begin = datetime.fromisoformat(body["previous_start"])
    after = body["after"]
    length = datetime.fromisoformat(after["end"]) - datetime.fromisoformat(after["start"])
    kept = {name: value for name, value in body.items() if name != "previous_start"}
    return kept | {"previous": {"start": begin.isoformat(), "end": (begin + length).isoformat()}}


def _with_previous_start(body: Body) -> Body:
    kept = {name: value for name, value in body.items() if name != "previous"}
    return kept | {"previous_start": body["previous"]["start"]}


UPCASTERS.register(RESCHEDULED_V1, SessionRescheduled.TYPE, _with_previous_time)
DOWNCASTERS.register(SessionRescheduled, RESCHEDULED_V1, _with_previous_start)
