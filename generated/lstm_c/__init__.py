"""The LSTM compiled from printed C, with the face of `lstm_numpy`; see `lstm_c.keras`."""

from importlib import import_module
from typing import TYPE_CHECKING

from lstm_c import keras
from lstm_c.compiler import CompilerError
from lstm_c.layer import LSTM
from lstm_c.library import available
from lstm_c.threads import get_threads, set_threads
from lstm_numpy.keras import LSTMResult

__all__ = [
    "LSTM",
    "CompilerError",
    "LSTMResult",
    "available",
    "get_threads",
    "keras",
    "set_threads",
]

__version__ = "0.1.0"

#: Modules and functions that are loaded when they are first named: where each one is.
ON_FIRST_USE = {
    "compiled": "compiled",
    "compiler": "compiler",
    "layer": "layer",
    "libraries": "libraries",
    "library": "library",
    "numbers": "numbers",
    "prebuild": "prebuild",
    "prebuilt": "prebuilt",
    "prepared": "prepared",
    "structures": "structures",
    "threads": "threads",
}

if TYPE_CHECKING:
    from lstm_c import compiled as compiled
    from lstm_c import compiler as compiler
    from lstm_c import layer as layer
    from lstm_c import libraries as libraries
    from lstm_c import library as library
    from lstm_c import numbers as numbers
    from lstm_c import prebuild as prebuild
    from lstm_c import prebuilt as prebuilt
    from lstm_c import prepared as prepared
    from lstm_c import structures as structures
    from lstm_c import threads as threads


def __dir__() -> list[str]:
    return sorted({*globals(), *ON_FIRST_USE})


if not TYPE_CHECKING:  # a checker takes them from above

    def __getattr__(name: str) -> object:
        if name not in ON_FIRST_USE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module = import_module(f"{__name__}.{ON_FIRST_USE[name]}")
        return module if ON_FIRST_USE[name] == name else getattr(module, name)
