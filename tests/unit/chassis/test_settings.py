import ssl
from pathlib import Path

import pytest

from services.chassis.http.keys import new_signing_key
from services.chassis.settings import SettingsWrong, load_settings


def test_without_an_environment_one_machine_is_assumed() -> None:
    settings = load_settings()
    assert settings.kafka_url == "127.0.0.1:9092"
    assert settings.kafka_options() == {"security_protocol": "PLAINTEXT"}


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTORMESH_BATCH_SIZE", "50")
    monkeypatch.setenv("MENTORMESH_REDIS_URL", "")
    assert load_settings().batch_size == 50
    assert load_settings().redis_url is None


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "abc", "MENTORMESH_PORT is 'abc': "),
        ("BATCH_SIZE", "0", "MENTORMESH_BATCH_SIZE is '0': "),
        ("NAMESPACE", "No Good", "MENTORMESH_NAMESPACE is 'No Good': "),
        ("MONGO_DRIVER", "mgo", "MENTORMESH_MONGO_DRIVER is 'mgo': "),
        ("KAFKA_TLS_CA_FILE", "/nowhere/ca.pem", "MENTORMESH_KAFKA_TLS_CA_FILE is '/nowhere/ca.pem': "),
        ("KAFKA_SECURITY_PROTOCOL", "SASL_SSL", "MENTORMESH_KAFKA_SASL_MECHANISM is needed"),
        ("KAFKA_HEARTBEAT_MS", "10000", "MENTORMESH_KAFKA_HEARTBEAT_MS must be less"),
        ("BAD_SHARE", "1.5", "MENTORMESH_BAD_SHARE is '1.5': "),
        ("BAD_SHARE_WINDOW", "99", "MENTORMESH_BAD_SHARE_WINDOW must be at least MENTORMESH_BAD_SHARE_LEAST"),
        ("SIGNING_KEY", "too short", "MENTORMESH_SIGNING_KEY is ****: "),
        ("METRICS_TOKENS", "long-enough-0123456789,short", "MENTORMESH_METRICS_TOKENS is ****: "),
        ("VERIFYING_KEYS", "abc,def", "MENTORMESH_VERIFYING_KEYS is 'abc,def': "),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"MENTORMESH_{name}", value)
    with pytest.raises(SettingsWrong) as wrong:
        load_settings()
    assert str(wrong.value).startswith(said)
    assert "\n" not in str(wrong.value)


def test_several_wrong_settings_are_named_together() -> None:
    with pytest.raises(SettingsWrong, match=r"MENTORMESH_BATCH_SIZE.*; MENTORMESH_PORT"):
        load_settings(batch_size=0, port="x")


def test_a_password_in_an_address_is_never_told() -> None:
    with pytest.raises(SettingsWrong) as wrong:
        load_settings(mongo_url="mongo://someone:hidden@host")
    assert "hidden" not in str(wrong.value)
    assert "hidden" not in repr(load_settings(mongo_url="mongodb://someone:hidden@host"))


def test_a_signing_key_is_never_told() -> None:
    key = new_signing_key()
    assert key not in repr(load_settings(signing_key=key))
    with pytest.raises(SettingsWrong) as wrong:
        load_settings(signing_key=key[:-5])
    assert key[:-5] not in str(wrong.value)


def test_a_namespace_is_the_prefix_of_every_name() -> None:
    settings = load_settings(namespace="blue")
    assert settings.database("matching") == "blue_mentormesh_matching"
    assert settings.topic("mentormesh.people.v1") == "blue.mentormesh.people.v1"
    assert settings.group("matching") == "blue.mentormesh.matching"


def test_without_a_namespace_names_are_plain() -> None:
    settings = load_settings()
    assert settings.database("matching") == "mentormesh_matching"
    assert settings.topic("mentormesh.people.v1") == "mentormesh.people.v1"


def test_a_database_name_stays_within_what_mongodb_allows() -> None:
    assert len(load_settings(namespace="n" * 40).database("scheduling")) < 64


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().port = 1  # type: ignore[misc]


def test_a_broker_with_a_login_gets_it() -> None:
    options = load_settings(
        kafka_security_protocol="SASL_SSL",
        kafka_sasl_mechanism="SCRAM-SHA-512",
        kafka_sasl_username="matching",
        kafka_sasl_password="hidden",
    ).kafka_options()
    assert options.pop("ssl_context").verify_mode is ssl.CERT_REQUIRED
    assert options == {
        "security_protocol": "SASL_SSL",
        "sasl_mechanism": "SCRAM-SHA-512",
        "sasl_plain_username": "matching",
        "sasl_plain_password": "hidden",
    }


def test_a_file_that_holds_no_certificate_is_told(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing")
    with pytest.raises(SettingsWrong, match="KAFKA_TLS"):
        load_settings(kafka_security_protocol="SSL", kafka_tls_ca_file=tmp_path / "ca.pem").kafka_options()
