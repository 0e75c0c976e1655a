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

SOURCES = Path(__file__).with_name("cells")
ACTIVATED = Path(__file__).with_name("activations.c")
SHARED = ("threads", "groups", "stages", "door", "done")
SUFFIX = {"float32": "f32", "float64": "f64"}

_lock = threading.Lock()


class Share(ctypes.Structure):
    """lstm_share of the header."""

    _fields_ = (
        *((name, ctypes.c_size_t) for name in SHARED),
        ("claimed", ctypes.c_size_t * LARGEST),
    )


def library() -> ctypes.CDLL:
    """The library of Keras's layer; raises `CompilerError`."""
    if LEFT_OUT:
        raise CompilerError(f"the equations are not printed in C: {LEFT_OUT}")
    return library_of(SOURCE)


def library_of(source: Path) -> ctypes.CDLL:
    """The library of a cell's source; raises `CompilerError`."""
    with _lock:
        return _loaded(source)


@cache
def _loaded(source: Path) -> ctypes.CDLL:
    try:
        loaded = ctypes.CDLL(str(best(source) or compiled(source)))
    except OSError as error:  # it names the file
        raise CompilerError(f"a compiled library cannot be loaded: {error}; delete it") from None
    name = "lstm_activate_f32" if source == ACTIVATED else f"{source.stem}_f32"
    if not hasattr(loaded, name):
        raise CompilerError(f"{loaded._name} has no {name}: delete it")
    return loaded


@cache
def available() -> bool:
    """Whether there is a compiled library; if not, a warning says why, and NumPy computes.

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


def activate(name: str, x: np.ndarray[Any, np.dtype[Any]]) -> np.ndarray[Any, np.dtype[Any]]:
    """An activation alone, as the compiled layers compute it."""
    x = np.ascontiguousarray(x)
    y = np.empty_like(x)
    number = ctypes.c_int(ACTIVATIONS[name])
    pointers = (ctypes.c_void_p(x.ctypes.data), ctypes.c_void_p(y.ctypes.data))
    function = getattr(library_of(ACTIVATED), f"lstm_activate_{SUFFIX[x.dtype.name]}")
    function(number, ctypes.c_size_t(x.size), *pointers)
    return y
