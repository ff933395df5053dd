"""Look at everything that a deployment consists of, and judge it."""

from collections.abc import Sequence
from dataclasses import replace

from aiokafka.errors import KafkaError
from pymongo.errors import PyMongoError
from redis.asyncio import Redis
from redis.exceptions import RedisError

from services.chassis.doctor.ask_broker import ask_broker, ask_how_far
from services.chassis.doctor.ask_database import ask_database, ask_service
from services.chassis.doctor.finding import Finding, broken, fine, warning
from services.chassis.doctor.on_broker import WHERE as BROKER
from services.chassis.doctor.on_broker import BrokerFacts, on_broker
from services.chassis.doctor.on_database import WHERE as DATABASE
from services.chassis.doctor.on_database import on_database
from services.chassis.doctor.on_service import ServiceFacts, on_service
from services.chassis.doctor.on_settings import on_settings
from services.chassis.kafka.topics import BrokerAway, BrokerRefuses
from services.chassis.mongo.driver import Client, close, connect
from services.chassis.mongo.reachable import DatabaseAway, DatabaseRefuses, require_database
from services.chassis.service import Service
from services.chassis.settings import Settings
from services.chassis.settings_wrong import without_password

LIMITS = "rate limits"
PATIENCE = 5.0


async def examine(settings: Settings, services: Sequence[Service]) -> list[Finding]:
    """Every finding, those that are fine as well. What is away is a finding, and hides what depends on it alone."""
    findings = on_settings(settings)
    findings += await _limits(settings)
    facts = await _broker(settings, findings)
    client = connect(settings)
    try:
        of_services = await _database(client, settings, services, findings)
    finally:
        await close(client)
    behind = await _how_far(settings, services, facts, findings) if facts else {}
    for service in of_services:
        findings += on_service(replace(service, behind=behind.get(service.name, {})))
    return findings


async def _limits(settings: Settings) -> list[Finding]:
    if settings.redis_url is None:
        return []
    redis = Redis.from_url(settings.redis_url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE)
    try:
        told = await redis.info("server")
    except (RedisError, OSError) as error:
        found = f"{without_password(settings.redis_url)}: {error}"
        return [warning(LIMITS, "server", found, "until it is back each process counts requests by itself")]
    finally:
        await redis.aclose()
    return [fine(LIMITS, "server", f"answers, {told.get('redis_version', 'of a version that it does not tell')}")]


async def _broker(settings: Settings, findings: list[Finding]) -> BrokerFacts | None:
    try:
        facts = await ask_broker(settings)
    except BrokerRefuses as error:
        findings.append(broken(BROKER, "password", str(error), "see MENTORMESH_KAFKA_SASL_… and the broker's users"))
        return None
    except (BrokerAway, KafkaError) as error:
        findings.append(broken(BROKER, "server", str(error), "start it, or mend MENTORMESH_KAFKA_URL"))
        return None
    findings += on_broker(facts)
    return facts


async def _database(
    client: Client, settings: Settings, services: Sequence[Service], findings: list[Finding]
) -> list[ServiceFacts]:
    try:
        await require_database(client, settings)
        findings += on_database(await ask_database(client))
        return [await ask_service(client, settings, service) for service in services]
    except DatabaseRefuses as error:
        findings.append(broken(DATABASE, "password", str(error), "see MENTORMESH_MONGO_URL and the database's users"))
    except DatabaseAway as error:
        findings.append(broken(DATABASE, "server", str(error), "start it, or mend MENTORMESH_MONGO_URL"))
    except PyMongoError as error:
        findings.append(broken(DATABASE, "server", f"it does not tell what it is asked: {error}", "see its log"))
    return []


async def _how_far(
    settings: Settings, services: Sequence[Service], facts: BrokerFacts, findings: list[Finding]
) -> dict[str, dict[str, int]]:
    try:
        return await ask_how_far(settings, services, facts)
    except (BrokerAway, KafkaError) as error:
        findings.append(warning(BROKER, "consumer groups", f"how far they are is not told: {error}", "see its log"))
        return {}
