"""A thread that sends spans to a collector: nobody waits for it, and its queue has a bound."""

import threading
import zlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

import httpx

from services.chassis.observability import metrics
from services.chassis.observability.logs import get_logger
from services.chassis.observability.tracing.span import Span
from services.chassis.writer.backoff import Backoff

log = get_logger(__name__)
QUEUE = 20_000
"""Spans that may wait, about 10 MB; beyond it the oldest are lost."""
PART = 2_000
"""Spans in one request, half a megabyte before it is compressed."""
EVERY = 1.0
"""Seconds that a span may wait for others."""
PATIENCE = 5.0
LATER = frozenset({408, 429, 502, 503, 504})
"""Statuses after which the same may be sent again."""
GZIP, FAST = 31, 1
SENT = {"Content-Type": "application/x-protobuf", "Content-Encoding": "gzip", "User-Agent": "mentormesh"}


class Sender:
    """Sends to one address. One warning is logged when that stops working, and one line when it works again."""

    def __init__(self, url: str, encode: Callable[[Iterable[Span]], bytes], *, shown: str) -> None:
        """`shown` is the address as logs may show it."""
        self._url = url
        self._shown = shown
        self._encode = encode
        self._queue: deque[Span] = deque(maxlen=QUEUE)
        self._wanted = threading.Event()
        self._leaving = threading.Event()
        self._away = False
        # Its last thought must not hold up the end of the process.
        self._thread = threading.Thread(target=self._run, name="spans", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def take(self, spans: Sequence[Span]) -> None:
        """Put them in the queue."""
        if (over := len(self._queue) + len(spans) - QUEUE) > 0:
            _count(self._oldest(over), "lost")
        self._queue.extend(spans)
        if len(self._queue) >= PART:
            self._wanted.set()

    def finish(self, within: float) -> None:
        """Send what is there, for so many seconds at most."""
        self._leaving.set()
        self._wanted.set()
        self._thread.join(within)

    def _run(self) -> None:
        backoff = Backoff(EVERY, 30.0)
        with httpx.Client(timeout=PATIENCE, headers=SENT) as client:
            while not self._leaving.is_set():
                self._wanted.wait(EVERY)
                self._wanted.clear()
                if self._empties(client):
                    backoff = Backoff(EVERY, 30.0)
                else:
                    self._leaving.wait(backoff.pause())
            if not self._empties(client):
                _count(self._oldest(QUEUE), "lost")

    def _empties(self, client: httpx.Client) -> bool:
        """Send part after part. False once one could not be sent."""
        while part := self._oldest(PART):
            if not self._sends(client, part):
                return False
        return True

    def _sends(self, client: httpx.Client, part: list[Span]) -> bool:
        try:
            answer = client.post(self._url, content=_compressed(self._encode(part)))
            trouble = None if answer.is_success else f"status {answer.status_code}"
            again = answer.status_code in LATER
        except (httpx.HTTPError, OSError) as error:
            trouble, again = repr(error), True
        except Exception as error:  # noqa: BLE001  spans that cannot be sent are lost, and nothing else
            trouble, again = repr(error), False
        if trouble is None:
            _count(part, "sent")
            self._works_again()
            return True
        self._note(trouble)
        _count(part[: len(part) - self._put_back(part)] if again else part, "lost")
        return False

    def _oldest(self, most: int) -> list[Span]:
        taken: list[Span] = []
        # Both threads take from this end.
        with suppress(IndexError):
            while len(taken) < most:
                taken.append(self._queue.popleft())
        return taken

    def _put_back(self, part: list[Span]) -> int:
        """Give how many: newer ones may have taken the place of the oldest."""
        room = max(0, QUEUE - len(self._queue))
        kept = part[-room:] if room else []
        self._queue.extendleft(reversed(kept))
        return len(kept)

    def _note(self, trouble: str) -> None:
        if not self._away:
            log.warning("spans cannot be sent, the oldest will be lost", to=self._shown, error=trouble)
        self._away = True

    def _works_again(self) -> None:
        if self._away:
            log.info("spans can be sent again", to=self._shown)
        self._away = False


def _count(spans: Iterable[Span], outcome: str) -> None:
    for service, number in Counter(span.service for span in spans).items():
        metrics.spans_total.labels(service, outcome).inc(number)


def _compressed(body: bytes) -> bytes:
    # Nearly all that there is to win is won at the lowest level.
    compressing = zlib.compressobj(FAST, wbits=GZIP)
    return compressing.compress(body) + compressing.flush()
