"""Every setting of a process, read from the environment once: `MENTORMESH_<NAME>`."""

import base64
import binascii
import re
import ssl
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, FilePath, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from mentormesh_contracts import DOWNCASTERS
from services.chassis.settings_wrong import PREFIX, SettingsWrong, Unfitting, described

__all__ = ["Settings", "SettingsWrong", "load_settings", "raw_key"]

MIB = 1024 * 1024
KEY_BYTES = 32
METRICS_TOKEN = re.compile(r"(?=.{16,200}$)[A-Za-z0-9._~+/-]+=*")
"""RFC 6750, section 2.1; as long as a guess is hopeless."""


def raw_key(text: str) -> bytes:
    """An Ed25519 key from base64url, padded or not. Raises ValueError if it is none."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise ValueError("is not base64url") from None
    if len(raw) != KEY_BYTES:
        raise ValueError(f"holds {len(raw)} bytes, not {KEY_BYTES}")
    return raw


def _listed(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]


def _one_key(key: SecretStr) -> SecretStr:
    raw_key(key.get_secret_value())
    return key


def _keys(text: str) -> str:
    for key in _listed(text):
        raw_key(key)
    return text


def _earlier_types(text: str) -> str:
    for name in _listed(text):
        if name not in DOWNCASTERS.old_types:
            known = ", ".join(sorted(DOWNCASTERS.old_types))
            raise ValueError(f"{name[:100]} cannot be written; what can: {known}")
    return text


def _metrics_tokens(tokens: SecretStr) -> SecretStr:
    for token in _listed(tokens.get_secret_value()):
        if not METRICS_TOKEN.fullmatch(token):
            raise ValueError("is not 16 to 200 of the letters, digits and signs that a bearer token may have")
    return tokens


Positive = Annotated[int, Field(gt=0)]


class Settings(BaseSettings):
    """What a process must know from outside. Immutable; every field has a default that suits one machine."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True, hide_input_in_errors=True
    )

    kafka_url: str = Field("127.0.0.1:9092", min_length=3, description="host:port, several separated by commas")
    kafka_security_protocol: Literal["PLAINTEXT", "SASL_PLAINTEXT", "SASL_SSL", "SSL"] = Field(
        "PLAINTEXT", description="how brokers are spoken to"
    )
    kafka_sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] | None = Field(
        None, description="needed with SASL"
    )
    kafka_sasl_username: str | None = Field(None, description="needed with SASL")
    kafka_sasl_password: SecretStr | None = Field(None, description="needed with SASL")
    kafka_tls_ca_file: FilePath | None = Field(None, description="authorities to trust; absent: the system's")
    kafka_tls_cert_file: FilePath | None = Field(None, description="client certificate")
    kafka_tls_key_file: FilePath | None = Field(None, description="its key")
    kafka_idempotence: bool = Field(True, description="off only for a broker that does not know it")
    kafka_forgetful: bool = Field(
        False, description="the broker forgets its topics at a restart: they are made anew, with one copy, and refilled"
    )
    kafka_session_timeout_ms: Positive = Field(10_000, description="a silent consumer loses its partitions after it")
    kafka_heartbeat_ms: Positive = Field(1_000, description="between signs of life to the group")
    kafka_fetch_wait_ms: Positive = Field(
        500, description="how long a fetch waits for records; shorter where the broker does not wake it when some come"
    )

    mongo_url: str = Field(
        "mongodb://127.0.0.1:27017/?replicaSet=rs0",
        pattern=r"^mongodb(\+srv)?://",
        repr=False,
        description="a replica set or a sharded cluster, credentials included",
    )
    mongo_tls_ca_file: FilePath | None = Field(None, description="turns TLS on, with these authorities")
    mongo_driver: Literal["pymongo", "motor"] = Field("pymongo", description="pymongo or motor")
    mongo_connections: Positive = Field(
        100, description="most connections of a service's process to each server of MongoDB; whoever finds none waits"
    )
    redis_url: str | None = Field(
        None, pattern=r"^(rediss?|unix)://", repr=False, description="for rate limits; absent: each process by itself"
    )

    namespace: str = Field("", pattern=r"^[a-z0-9-]{0,40}$", description="prefix of databases, topics and groups")
    batch_size: Positive = Field(500, description="most commands and records in one transaction")
    queue_size: Positive = Field(5_000, description="beyond it commands are answered with 503")
    wait_for_facts_seconds: float = Field(
        1.0, ge=0, le=30, description="how long a request waits for a fact of another service"
    )
    events_write: Annotated[str, AfterValidator(_earlier_types)] = Field(
        "", description="earlier event types that are still written, separated by commas, while there are old readers"
    )
    outbox_keep_days: Positive = Field(
        7, description="how long published events stay in the outbox; the last one of each aggregate stays for ever"
    )
    bad_share: float = Field(
        0.5, gt=0, le=1, description="a service stops taking records when more of a topic's last ones are bad; 1: never"
    )
    bad_share_least: Positive = Field(100, description="records of a topic before their share is judged")
    bad_share_window: Positive = Field(1_000, description="last records of a topic whose share is judged")
    dead_letters_keep_days: Positive = Field(90, description="how long a dead letter waits for an operator")
    discarded_keep_days: Positive = Field(365, description="how long records that were given up stay for the audit")
    answers_keep_hours: Positive = Field(48, description="how long an Idempotency-Key is remembered")

    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=0, le=65_535, description="port to listen on; 0: any free one")
    body_limit_bytes: Positive = Field(MIB, description="largest body of a request")
    file_limit_bytes: Positive = Field(10 * MIB, description="largest roster")
    requests_at_once: Positive = Field(
        6_000, description="requests that are worked on or wait; beyond it they are answered with 503"
    )
    bodies_at_once_bytes: Positive = Field(
        64 * MIB, description="bodies of these requests together; beyond it they are answered with 503"
    )
    rate_limit_per_minute: Positive = Field(6_000, description="requests of one organisation")
    workers: bool = Field(
        True, description="takes up long work, such as matching cycles; replicas that answer may leave it to others"
    )
    metrics_organisations: int = Field(
        100, ge=0, le=10_000, description="organisations with series of their own; the others are counted together"
    )
    metrics_tokens: Annotated[SecretStr, AfterValidator(_metrics_tokens)] = Field(
        SecretStr(""),
        description="bearer tokens that Prometheus shows to read figures by organisation, newest first, separated by "
        "commas; empty: there are none, for nobody",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="least level that is logged")

    tracing_url: str = Field(
        "",
        pattern=r"^(https?://[^/\s]+(/\S*)?)?$",
        repr=False,
        description="turns tracing on: where a collector takes OTLP over HTTP, such as http://collector:4318",
    )
    tracing_share: float = Field(
        1.0, ge=0, le=1, description="of what comes without a trace, how much is traced; the rest goes by its own flag"
    )

    signing_key: Annotated[SecretStr, AfterValidator(_one_key)] | None = Field(
        None, description="Ed25519 seed, base64url; only for the service that issues keys"
    )
    verifying_keys: Annotated[str, AfterValidator(_keys)] = Field(
        "", description="Ed25519 public keys, base64url, newest first; empty: that of the signing key"
    )
    revocation_bound_seconds: float = Field(5, gt=0, description="a revoked key is refused everywhere within this time")
    sandbox: bool = Field(False, description="a sandbox's clock may be set")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.kafka_security_protocol.startswith("SASL"):
            for name in ("kafka_sasl_mechanism", "kafka_sasl_username", "kafka_sasl_password"):
                if not getattr(self, name):
                    raise Unfitting(
                        name, f"is needed with {PREFIX}KAFKA_SECURITY_PROTOCOL={self.kafka_security_protocol}"
                    )
        if self.kafka_tls_key_file and not self.kafka_tls_cert_file:
            raise Unfitting("kafka_tls_cert_file", f"is needed with {PREFIX}KAFKA_TLS_KEY_FILE")
        if self.kafka_heartbeat_ms >= self.kafka_session_timeout_ms:
            raise Unfitting("kafka_heartbeat_ms", f"must be less than {PREFIX}KAFKA_SESSION_TIMEOUT_MS")
        if self.bad_share_window < self.bad_share_least:
            raise Unfitting("bad_share_window", f"must be at least {PREFIX}BAD_SHARE_LEAST")
        return self

    @property
    def earlier_types(self) -> frozenset[str]:
        """Event types that are written as they were before."""
        return frozenset(_listed(self.events_write))

    @property
    def trusted_keys(self) -> tuple[str, ...]:
        """The verifying keys, newest first; none: that of the signing key."""
        return tuple(_listed(self.verifying_keys))

    @property
    def known_metrics_tokens(self) -> tuple[str, ...]:
        """Whoever has one of them may read figures by organisation."""
        return tuple(_listed(self.metrics_tokens.get_secret_value()))

    def database(self, service: str) -> str:
        """The name of the service's own database."""
        return "_".join(filter(None, (self.namespace, "mentormesh", service)))

    def topic(self, name: str) -> str:
        """The topic's name in this installation."""
        return ".".join(filter(None, (self.namespace, name)))

    def group(self, service: str) -> str:
        """The service's consumer group."""
        return ".".join(filter(None, (self.namespace, "mentormesh", service)))

    def kafka_options(self) -> dict[str, Any]:
        """Security for aiokafka's clients, the same for producers, consumers and admins."""
        options: dict[str, Any] = {"security_protocol": self.kafka_security_protocol}
        if self.kafka_security_protocol.endswith("SSL"):
            options["ssl_context"] = self._kafka_tls()
        if self.kafka_security_protocol.startswith("SASL") and self.kafka_sasl_password:
            options["sasl_mechanism"] = self.kafka_sasl_mechanism
            options["sasl_plain_username"] = self.kafka_sasl_username
            options["sasl_plain_password"] = self.kafka_sasl_password.get_secret_value()
        return options

    def _kafka_tls(self) -> ssl.SSLContext:
        try:
            context = ssl.create_default_context(cafile=self.kafka_tls_ca_file)
            if self.kafka_tls_cert_file:
                context.load_cert_chain(self.kafka_tls_cert_file, self.kafka_tls_key_file)
        except (OSError, ValueError) as error:
            raise SettingsWrong(f"{PREFIX}KAFKA_TLS_… files cannot be used: {error}") from None
        return context


def load_settings(**overrides: Any) -> Settings:
    """The settings of this process. Raises SettingsWrong, one line, naming the variable and its value."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsWrong(described(error, Settings)) from None
