"""How the engine's kernels are compiled: to whole-number machine code, kept on disk, the same on every processor.

A kernel takes plain arrays; a thin typed function beside it gives them the exact types, so that it is compiled once.
What is on disk is known by the file that a kernel stands in: whoever changes a kernel that others call from other
files removes their `__pycache__` too.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba.extending import intrinsic

from services.matching.engine.arrays import Words

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def compiled(kernel: Kernel) -> Kernel:
    """Compile at the first call. Not parallel and without fast-math; the interpreter's lock is let go meanwhile."""
    return cast(Kernel, numba.njit(cache=True, nogil=True, error_model="numpy")(kernel))


def part(kernel: Kernel) -> Kernel:
    """Compile with the kernels that call it, and for them alone: many parts cost little to compile and to keep."""
    build = numba.njit(nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)  # type: ignore[call-overload]
    return cast(Kernel, build(kernel))


def inlined(kernel: Kernel) -> Kernel:
    """Compile into the kernels that call it."""
    return cast(Kernel, numba.njit(cache=True, nogil=True, error_model="numpy", forceinline=True)(kernel))


@part
def copy(count: int, source: Any, target: Any) -> None:
    """The first entries of one array into another; within kernels only. A slice says it too, but is slow to compile."""
    for at in range(count):
        target[at] = source[at]


@intrinsic
def _count_bits(_context: Any, word: Any) -> Any:
    """The processor's own instruction."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.call(builder.module.declare_intrinsic("llvm.ctpop", [arguments[0].type]), arguments)

    return numba.types.uint64(numba.types.uint64), generate


@inlined
def popcount(word: np.uint64) -> int:
    """How many bits are set; within kernels only."""
    return np.int64(_count_bits(np.uint64(word)))  # type: ignore[return-value, call-arg]


@inlined
def common_bits(one: Words, other: Words) -> int:
    """How many bits two rows of words have in common; within kernels only."""
    count = 0
    for word in range(len(one)):
        count += popcount(one[word] & other[word])
    return count
