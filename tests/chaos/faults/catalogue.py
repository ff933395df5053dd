"""Every kind of fault by name, and how often it is chosen beside the others."""

from collections.abc import Collection, Mapping

from tests.chaos.faults import deaths, pauses, rebalances, wires
from tests.chaos.faults.fault import Strike

KINDS: Mapping[str, tuple[Strike, int]] = {
    "kill_service": (deaths.kill_service, 6),
    "kill_owner": (deaths.kill_owner, 5),
    "kill_mongo": (deaths.kill_mongo, 3),
    "kill_valkey": (deaths.kill_valkey, 1),
    "kill_broker": (deaths.kill_broker, 3),
    "pause_service": (pauses.pause_service, 3),
    "pause_owner": (pauses.pause_owner, 4),
    "pause_mongo": (pauses.pause_mongo, 1),
    "pause_broker": (pauses.pause_broker, 1),
    "cut_mongo": (wires.cut_mongo, 4),
    "cut_broker": (wires.cut_broker, 4),
    "cut_valkey": (wires.cut_valkey, 1),
    "slow_mongo": (wires.slow_mongo, 2),
    "slow_broker": (wires.slow_broker, 2),
    "add_replica": (rebalances.add_replica, 3),
    "remove_replica": (rebalances.remove_replica, 2),
}
WITH_RECORDS_KEPT = frozenset({"kill_broker"})
"""Only where the broker keeps its records on disk."""


def possible(wished: Collection[str], keeps_records: bool) -> tuple[str, ...]:
    """Kinds that may be chosen. Raises LookupError naming one that does not exist."""
    for name in wished:
        if name not in KINDS:
            raise LookupError(f"there is no fault {name!r}: {', '.join(KINDS)}")
    wanted = wished or KINDS
    return tuple(name for name in KINDS if name in wanted and (keeps_records or name not in WITH_RECORDS_KEPT))
