"""How many connections to MongoDB are in use: told by the driver whenever one is taken or given back."""

from typing import Any

from pymongo.monitoring import ConnectionPoolListener

from services.chassis.observability import metrics


class ConnectionsWatch(ConnectionPoolListener):
    """Of one service's client, to all of its servers together. Costs two calls for each use of a connection."""

    def __init__(self, service: str, most: int) -> None:
        self._in_use = metrics.connections_in_use.labels(service, metrics.MONGODB)
        self._timeouts = metrics.connection_timeouts_total.labels(service, metrics.MONGODB)
        self._in_use.set(0)
        metrics.connections_most.labels(service, metrics.MONGODB).set(most)

    def connection_checked_out(self, event: Any) -> None:
        """One is taken."""
        self._in_use.inc()

    def connection_checked_in(self, event: Any) -> None:
        """It is given back."""
        self._in_use.dec()

    def connection_check_out_failed(self, event: Any) -> None:
        """Nobody gave one back in time, or the server is away."""
        self._timeouts.inc()

    def connection_check_out_started(self, event: Any) -> None: ...
    def connection_closed(self, event: Any) -> None: ...
    def connection_created(self, event: Any) -> None: ...
    def connection_ready(self, event: Any) -> None: ...
    def pool_cleared(self, event: Any) -> None: ...
    def pool_closed(self, event: Any) -> None: ...
    def pool_created(self, event: Any) -> None: ...
    def pool_ready(self, event: Any) -> None: ...
