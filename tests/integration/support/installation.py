"""An installation of one's own on the servers: names that nobody else has, a signing key, and the topics."""

from typing import Any

from deploy.local import Servers
from services.chassis.http.keys import new_signing_key
from services.chassis.kafka.topics import create_topics
from services.chassis.settings import Settings
from tests.fresh_names import FreshNames
from tests.told_settings import settings_of

UNLIMITED = 1_000_000
WAIT_FOR_FACTS = 0.3
"""Seconds: whoever is asked for what nobody has heard of waits in vain, in many tests."""


async def install(servers: Servers, names: FreshNames, **other: Any) -> Settings:
    """Its settings, once the topics are made. Its clock may be moved."""
    own = {"namespace": names.namespace, "signing_key": new_signing_key(), "sandbox": True}
    usual = {"rate_limit_per_minute": UNLIMITED, "wait_for_facts_seconds": WAIT_FOR_FACTS}
    settings = settings_of(servers.environment(), **{**own, **usual, **other})
    await create_topics(settings)
    return settings
