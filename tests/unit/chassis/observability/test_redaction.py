import pytest

from services.chassis.observability.redaction import is_secret, redacted


@pytest.mark.parametrize(
    "name", ["authorization", "Authorization", "api-key", "apiKey", "kafka_sasl_password", "token", "setCookie"]
)
def test_a_secret_is_known_by_its_name(name: str) -> None:
    assert is_secret(name)


@pytest.mark.parametrize("name", ["event", "organisation_id", "monkey", "tokens_left", "author"])
def test_other_names_are_not(name: str) -> None:
    assert not is_secret(name)


def test_secrets_are_found_however_deep_they_lie() -> None:
    entry = {"request": {"headers": [{"Authorization": "Bearer x"}]}, "n": 1}
    assert redacted(entry) == {"request": {"headers": [{"Authorization": "****"}]}, "n": 1}


def test_a_key_is_known_by_its_look() -> None:
    assert redacted("called with mm_eyJhbGciOi.eyJraWQ.c2ln!") == "called with ****!"


def test_who_logs_in_is_cut_out_of_addresses() -> None:
    assert redacted("mongodb://u:p@ss@host/db") == "mongodb://****@host/db"
