"""The compiled library's functions, and whether there are any."""

import ctypes
import threading
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from lstm_c.compiler import SOURCE, CompilerError, compiled
from lstm_c.numbers import ACTIVATIONS, LEFT_OUT
from lstm_c.prebuilt import best
from lstm_c.threads import LARGEST

SIZES = ("batch", "timesteps", "input_dim", "units")
GIVEN = ("sequences", "packed", "initial_h", "initial_c", "mask")
FLAGS = (
    *("activation", "recurrent_activation", "masked_output"),
    *("go_backwards", "return_sequences"),
)
RETURNED = ("lstm_output", "state_h", "state_c", "workspace", "share")
SHARED = ("threads", "groups", "stages", "door", "done")
SUFFIX = {"float32": "f32", "float64": "f64"}
FUNCTIONS = ("lstm", "lstm_help", "lstm_pack", "lstm_activate")

_lock = threading.Lock()


class Call(ctypes.Structure):
    """lstm_call_f32 or lstm_call_f64 of the header."""

    _fields_ = (
        *((name, ctypes.c_size_t) for name in SIZES),
        *((name, ctypes.c_void_p) for name in GIVEN),
        *((name, ctypes.c_int) for name in FLAGS),
        *((name, ctypes.c_void_p) for name in RETURNED),
    )


class Share(ctypes.Structure):
    """lstm_share of the header."""

    _fields_ = (
        *((name, ctypes.c_size_t) for name in SHARED),
        ("claimed", ctypes.c_size_t * LARGEST),
    )


def library() -> ctypes.CDLL:
    """The library: prebuilt, or compiled on first use; raises `CompilerError`."""
    with _lock:
        return _library()


@cache
def _library() -> ctypes.CDLL:
    if LEFT_OUT:
        raise CompilerError(f"the equations are not printed in C: {LEFT_OUT}")
    loaded = _loaded(SOURCE)
    for name in FUNCTIONS:
        for suffix in SUFFIX.values():
            if not hasattr(loaded, f"{name}_{suffix}"):
                raise CompilerError(f"{loaded._name} has no {name}_{suffix}: delete it")
    return loaded


def library_of(source: Path) -> ctypes.CDLL:
    """The library of a cell's source; raises `CompilerError`."""
    with _lock:
        return _loaded(source)


@cache
def _loaded(source: Path) -> ctypes.CDLL:
    try:
        return ctypes.CDLL(str(best(source) or compiled(source)))
    except OSError as error:  # it names the file
        raise CompilerError(f"a compiled library cannot be loaded: {error}; delete it") from None


@cache
def available() -> bool:
    """Whether there is a compiled library; without one a warning says why, and NumPy computes.

    Examples
    --------
    >>> available() in (True, False)
    True
    """
    try:
        library()
    except CompilerError as error:
        warnings.warn(f"lstm_c computes with lstm_numpy: {error}", RuntimeWarning, stacklevel=3)
        return False
    return True


def function(name: str, dtype: np.dtype[Any]) -> Any:
    """A function of the library for a type of floats."""
    return getattr(library(), f"{name}_{SUFFIX[dtype.name]}")


def activate(name: str, x: np.ndarray[Any, np.dtype[Any]]) -> np.ndarray[Any, np.dtype[Any]]:
    """An activation alone, as the compiled layers compute it."""
    x = np.ascontiguousarray(x)
    y = np.empty_like(x)
    number = ctypes.c_int(ACTIVATIONS[name])
    pointers = (ctypes.c_void_p(x.ctypes.data), ctypes.c_void_p(y.ctypes.data))
    function("lstm_activate", x.dtype)(number, ctypes.c_size_t(x.size), *pointers)
    return y
