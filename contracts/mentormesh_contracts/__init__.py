"""MentorMesh contracts: typed events of mentoring networks, for whoever subscribes.

`decode(headers, body)` turns a Kafka record into a typed event; `TOPICS` says where they are.
"""

from mentormesh_contracts.decode import Received, decode
from mentormesh_contracts.downcasting import Downcasters
from mentormesh_contracts.earlier import DOWNCASTERS, UPCASTERS
from mentormesh_contracts.envelope import Envelope, MalformedRecord
from mentormesh_contracts.fact import Event, Fact
from mentormesh_contracts.topics import EVENTS, TOPIC_OF, TOPICS, Topic
from mentormesh_contracts.upcasting import Upcasters

__all__ = [
    "DOWNCASTERS",
    "EVENTS",
    "TOPICS",
    "TOPIC_OF",
    "UPCASTERS",
    "Downcasters",
    "Envelope",
    "Event",
    "Fact",
    "MalformedRecord",
    "Received",
    "Topic",
    "Upcasters",
    "decode",
]
