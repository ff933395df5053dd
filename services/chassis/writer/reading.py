"""From the bytes of a record to an event, or to the reason why not."""

from mentormesh_contracts import Envelope, MalformedRecord, Received, decode


def read(headers: list[tuple[str, bytes]], body: bytes | None) -> tuple[Received | None, str | None]:
    """The event, or what is wrong with the record and its envelope if that can be read.

    Whatever a foreign record does, its neighbours go on.
    """
    try:
        return decode(headers, body), None
    except MalformedRecord as error:
        return _envelope(headers), str(error)
    except Exception as error:  # noqa: BLE001  a fault of the contracts' code must not stop the stream
        return _envelope(headers), f"{type(error).__name__}: {error}"


def _envelope(headers: list[tuple[str, bytes]]) -> Received | None:
    try:
        return Received(Envelope.from_headers(headers), None)
    except Exception:  # noqa: BLE001  the reason is told already
        return None
