"""What NumPy's own library of products does best: OpenBLAS, where it is that.

For large products it copies both factors first, at every call. For small ones, on processors with
AVX-512, it has kernels that take them as they lie, and those use one thread.
"""

import ctypes
from functools import cache
from importlib import import_module
from typing import Any

#: Multiplications in the largest product that OpenBLAS takes for small, on `PROCESSORS`
#: (its kernel/x86_64/sgemm_small_kernel_permit_skylakex.c; measured to hold for double, too).
SMALL = 10**6
PROCESSORS = ("SkylakeX", "Cooperlake", "SapphireRapids")

#: In parts of fewer rows the calls take more time than the copies do.
FEWEST_ROWS = 8


def parts(rows: int, inner: int, columns: int) -> int:
    """In how many parts of its rows a product (rows, inner) times (inner, columns) is fastest."""
    if rows * inner * columns <= SMALL or not has_small_kernels() or threads() > 1:
        return 1
    for each in range(SMALL // (inner * columns), FEWEST_ROWS - 1, -1):
        if rows % each == 0:
            return rows // each
    return 1


@cache
def library() -> Any:
    """The library's own functions, under the names that NumPy's packages give them."""
    try:  # no public name leads there
        return ctypes.CDLL(import_module("numpy._core._multiarray_umath").__file__)
    except (ImportError, AttributeError, OSError):
        return None


def processor() -> str:
    """The kind of processor whose code OpenBLAS runs; empty where this is not OpenBLAS."""
    name = getattr(library(), "scipy_openblas_get_corename64_", None)
    if name is None:
        return ""
    name.restype = ctypes.c_char_p
    return str(name().decode())


@cache
def has_small_kernels() -> bool:
    """Whether this is OpenBLAS, running its code for AVX-512."""
    return processor() in PROCESSORS


def threads() -> int:
    """How many threads a large product may use now."""
    count = getattr(library(), "scipy_openblas_get_num_threads64_", None)
    return 1 if count is None else int(count())
