"""A POST that may be sent again, wherever its first answer was lost."""

import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.journeys.support.party import Party


@dataclass(frozen=True)
class Wish:
    """One act of a party's: its key stays the same however often it is sent."""

    party: Party
    path: str
    body: Any
    key: str = field(default_factory=lambda: str(uuid.uuid4()))

    def sent_to(self, client: httpx.Client) -> httpx.Response | None:
        """The answer of that replica; None if there is nobody to give one any more."""
        headers = {"Authorization": f"Bearer {self.party.key}", "Idempotency-Key": self.key}
        try:
            return client.post(self.path, json=self.body, headers=headers)
        except httpx.TransportError:
            return None

    def repeated(self) -> httpx.Response:
        """The answer of a replica that lives."""
        return self.party.ask("POST", self.path, self.body, headers={"Idempotency-Key": self.key})


def as_told(answer: httpx.Response) -> tuple[int, bytes, str | None]:
    """What must be the same however often a wish is sent."""
    return answer.status_code, answer.content, answer.headers.get("etag")
