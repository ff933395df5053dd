"""For tests on real servers; those themselves come from `tests/conftest.py`, since journeys use them as well."""

from pathlib import Path

import pytest


@pytest.fixture
def no_given_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of the embedded servers themselves."""
    for name in ("KAFKA", "MONGO", "REDIS"):
        monkeypatch.delenv(f"MENTORMESH_{name}_URL", raising=False)


@pytest.fixture
def own_directory(tmp_path: Path, no_given_servers: None) -> Path:
    """A directory for servers of this test alone."""
    return tmp_path / "servers"
