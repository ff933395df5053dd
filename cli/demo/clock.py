"""The sandbox's clock: all services' time is moved at once, so that weeks pass in a minute."""

from datetime import UTC, datetime, timedelta

from cli.client import Client
from cli.demo.crowd import each
from cli.services import NAMES


class Clock:
    """Moves the time of every service, as an operator may in a sandbox."""

    def __init__(self, operator: Client) -> None:
        self._operator = operator
        self.ahead = timedelta(0)
        """Of the world's time."""

    def now(self) -> datetime:
        """The services' time."""
        return datetime.now(UTC) + self.ahead

    async def advance(self, by: timedelta) -> None:
        """Let time pass, in all services alike."""
        seconds = by.total_seconds()
        await each(
            NAMES, lambda name: self._operator.post(f"/v1/operations/{name}/clock/advance", {"seconds": seconds})
        )
        self.ahead += by

    async def advance_to(self, moment: datetime) -> None:
        """Let time pass until then."""
        await self.advance(max(timedelta(0), moment - self.now()))
