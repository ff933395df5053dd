"""From the bytes of a record to an event, or to the reason why not."""

from mentormesh_contracts import MalformedRecord, Received, decode


def read(headers: list[tuple[str, bytes]], body: bytes | None) -> tuple[Received | None, str | None]:
    """The event, or what is wrong with the record. Whatever a foreign record does, its neighbours go on."""
    try:
        return decode(headers, body), None
    except MalformedRecord as error:
        return None, str(error)
    except Exception as error:  # noqa: BLE001  a fault of the contracts' code must not stop the stream
        return None, f"{type(error).__name__}: {error}"
