"""What of an aggregate other services' events make, and in which of it two states differ."""

from services.deciding import Aggregate


def rebuilt_fields(kind: type[Aggregate], *, is_whole: bool) -> tuple[str, ...]:
    """The fields that can be told from the topics; `is_whole`: from all events, the first one included."""
    own = {"id", *(kind.OWN_FIELDS or ())}
    left_out = own if is_whole else own.union(kind.HISTORY_FIELDS)
    return tuple(name for name in kind.model_fields if name not in left_out)


def differing(live: Aggregate, rebuilt: Aggregate, *, is_whole: bool, is_since: bool) -> tuple[str, ...]:
    """The fields in which the live state is not what the topics tell.

    `is_since`: only late events were read, so that a field at its default was not told at all.
    """
    kind = type(rebuilt)
    told = rebuilt_fields(kind, is_whole=is_whole)
    if is_since:
        told = tuple(name for name in told if getattr(rebuilt, name) != kind.model_fields[name].get_default())
    return tuple(name for name in told if getattr(live, name) != getattr(rebuilt, name))
