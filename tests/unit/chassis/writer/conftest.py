"""A database in memory behind the real commit."""

from collections.abc import Iterator

import pytest

from tests.unit.chassis.writer.memory import Memory, without_servers


@pytest.fixture
def memory() -> Iterator[Memory]:
    """An empty one."""
    memory = Memory()
    with without_servers(memory):
        yield memory
