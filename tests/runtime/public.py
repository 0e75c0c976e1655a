"""Every public function of the packages with a call that is right, taken from its own example."""

import doctest
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import numpy as np

import lstm_c
import lstm_numpy

Words = dict[str, Any]


def modules() -> Iterator[ModuleType]:
    """The packages and all that is in them."""
    for package in (lstm_numpy, lstm_c):
        yield package
        for found in pkgutil.iter_modules(package.__path__):
            yield importlib.import_module(f"{package.__name__}.{found.name}")


def defined(kind: Callable[[Any], bool]) -> dict[str, Any]:
    """What the modules define, or hand out, and show by an example: by its first full name."""
    found: dict[str, Any] = {}
    for module in modules():
        for name, thing in vars(module).items():
            home = getattr(thing, "__module__", "")
            shown = ">>>" in (getattr(thing, "__doc__", None) or "")
            if kind(thing) and home.startswith(("lstm_numpy", "lstm_c")) and shown:
                if name.startswith("_"):
                    continue
                found.setdefault(f"{home}.{thing.__name__}", thing)
    return found


def of_example(function: Any) -> Words | None:
    """The arguments with which the function's own example calls it first; None for no call."""
    calls: list[Words] = []

    def recorded(*args: Any, **kwargs: Any) -> Any:
        bound = inspect.signature(function).bind(*args, **kwargs).arguments
        calls.append({k: v for k, v in bound.items() if k != "options"} | bound.get("options", {}))
        return function(*args, **kwargs)

    module = inspect.getmodule(function)
    names = vars(module) | {"np": np, function.__name__: recorded}
    test = doctest.DocTestParser().get_doctest(function.__doc__, names, "", None, None)
    doctest.DocTestRunner(verbose=False).run(test, out=lambda said: None)
    return calls[0] if calls else None


#: What needs another package or a compiler has tests of its own: tests/files/test_dask.py and
#: tests/c/test_streams.py; what hands its arguments on, tests/runtime/test_deviation.py.
APART = {"lstm_numpy.dask.apply", "lstm_c.streams.Stream", "lstm_numpy.fewer_bits.deviation"}
FUNCTIONS = {
    name: function
    for name, function in defined(inspect.isfunction).items()
    if name not in APART and not (name.startswith("lstm_c.") and name.endswith(".stream"))
}
CLASSES = {n: c for n, c in defined(inspect.isclass).items() if n not in APART}
GOOD = {path: words for path, thing in FUNCTIONS.items() if (words := of_example(thing))}
