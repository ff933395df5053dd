"""Whether this installation has the libraries of the matching engine: the image of the other services has none."""

from collections.abc import Iterator
from contextlib import contextmanager

from cli.errors import Failure

LIBRARIES = ("highspy", "llvmlite", "numba", "numpy", "rustworkx")


class EngineMissing(Failure):
    """Something of matching was asked for where its libraries are not installed."""

    def __init__(self, what: str, library: str) -> None:
        self.what, self.library = what, library
        super().__init__(
            f"{what} needs {library}, which is not installed here: use the image mentormesh-matching, or install "
            "mentormesh[engine]"
        )


@contextmanager
def needs_engine(what: str) -> Iterator[None]:
    """Around the imports of what computes. Raises EngineMissing."""
    try:
        yield
    except ModuleNotFoundError as missing:
        library = (missing.name or "").partition(".")[0]
        if library not in LIBRARIES:
            raise
        raise EngineMissing(what, library) from None
