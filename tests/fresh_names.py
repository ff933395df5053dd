"""Names on a shared server that no other test, and no other run, has."""

from dataclasses import dataclass
from itertools import count

_numbers = count(1)


@dataclass(frozen=True)
class FreshNames:
    """One test's own namespace (the setting MENTORMESH_NAMESPACE), and names in it."""

    namespace: str

    @classmethod
    def next(cls, session_prefix: str) -> "FreshNames":
        """The next test's names."""
        return cls(f"{session_prefix}x{next(_numbers)}")

    def database(self, name: str) -> str:
        """A MongoDB database; they cannot have dots."""
        return f"{self.namespace}_{name}"

    def topic(self, name: str) -> str:
        """A Kafka topic."""
        return f"{self.namespace}.{name}"

    def group(self, name: str) -> str:
        """A Kafka consumer group."""
        return f"{self.namespace}.{name}"
