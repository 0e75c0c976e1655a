"""The code for speed against the equations, on symbols.

It takes ordinary floats only, so that the readable function, run on symbols, never reaches it. Here
it is made to take symbols too.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np

from lstm_sym.notation import Formulation
from lstm_sym.products import numpy_fast
from lstm_sym.proofs.calls import module
from lstm_sym.proofs.configurations import configurations
from lstm_sym.proofs.readback import OnSymbols, Readback


@dataclass(frozen=True)
class Way:
    """One way that the code takes.

    Its functions are any, which it calls gate by gate, or functions of lstm_numpy, which it calls
    for several gates at once, or tanh with sigmoid, whose value 1 / (1 + exp(-z)) divides. Its one
    example stands alone or beside another, the input's product is computed together with the
    state's or before, and a product is in one part or in several.
    """

    functions: str
    beside: bool
    before: bool
    parts: int = 1


WAYS = {
    "any functions, one example": Way("any", beside=False, before=False),
    "known functions, products in parts": Way("known", beside=True, before=False, parts=2),
    "quotients, input before": Way("quotients", beside=False, before=True),
    "quotients, two examples": Way("quotients", beside=True, before=False),
    "quotients, two examples, input before in parts": Way(
        "quotients", beside=True, before=True, parts=2
    ),
}


class Everything:
    """A set that has everything."""

    def __contains__(self, _thing: object) -> bool:
        return True


class OutOnSymbols(OnSymbols):
    """NumPy on symbols, whose opaque functions write into ``out`` as NumPy's do."""

    def __getattr__(self, name: str) -> Any:
        function = super().__getattr__(name)
        if name not in ("exp", "tanh"):
            return function

        def call(x: Any, out: Any) -> None:
            out[...] = function(x)

        return call


class FastReadback(Readback):
    """One way of the code for speed against its formulation."""

    def __init__(self, formulation: Formulation, text: str, fast: str, way: str) -> None:
        super().__init__(formulation, text)
        self.way = WAYS[way]
        code: ModuleType = module(fast)
        vars(code)["np"] = OutOnSymbols(self.opaque)
        # Where the input's product is computed before, it is so in parts: there are 3 timesteps.
        bounds = {"EACH": 0} if self.way.before else {}
        vars(code).update(bounds, ROWS=4 if self.way.beside else 2, FEW=3, WORTH=0)
        vars(code)["parts"] = lambda *_sizes: self.way.parts
        if self.way.functions == "known":
            vars(code)["KNOWN"] = Everything()
        vars(self.module)["Fast"] = forced(code.Fast, self.way.beside)

    def functions(self) -> tuple[dict[str, Any], dict[str, Callable[..., Any]]]:
        if self.way.functions != "quotients":
            printed, meant = super().functions()
            if self.way.functions == "any":
                printed = {name: of_one_gate(function) for name, function in printed.items()}
            return printed, meant
        exp = self.opaque.number("exp")
        return (
            {"activation": "tanh", "recurrent_activation": "sigmoid"},
            {
                "activation": self.opaque.number("tanh"),
                "recurrent_activation": lambda z: 1 / (1 + exp(-z)),
            },
        )

    def at_a_glance(self) -> Iterator[str]:
        """As `of_sequence`, with a few masks only."""
        for configuration in configurations(self.formulation):
            if configuration.mask in (None, (True, False, True), (False, True, False)):
                yield from self._compare(configuration, of_cell=False)


def forced(fast: Any, beside: bool) -> type:
    """The class for speed, which takes symbols; its one example may be the second of two."""

    class Forced(fast):
        @staticmethod
        def fits(*_arguments: object) -> bool:
            return True

        def __call__(self, *batched: Any) -> tuple[Any, ...]:
            if not beside:
                return tuple(super().__call__(*batched))
            return tuple(array[1:] for array in super().__call__(*map(after_another, batched)))

    return Forced


def after_another(given: Any) -> Any:
    """Arrays of two examples, of which the second is what was given."""
    if given is None:
        return None
    if isinstance(given, tuple):
        return tuple(map(after_another, given))
    return np.concatenate((~given if given.dtype == bool else 2 * given, given))


def of_one_gate(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A function of a caller, who may count on one gate at a time, with examples as rows."""

    def call(z: Any) -> Any:
        if z.ndim != 2 or len(z) != 1:
            raise ValueError(f"one gate of one example has shape (1, units), this has {z.shape}")
        return function(z)

    return call


def differences(formulation: Formulation, text: str, fast: str) -> Iterator[str]:
    """What the code for speed gives otherwise than the equations, at a glance."""
    for way in WAYS:
        found = FastReadback(formulation, text, fast, way).at_a_glance()
        yield from (f"{way}: {one}" for one in found)


def has_one(formulation: Formulation) -> bool:
    """Whether there is code for speed of a formulation."""
    return numpy_fast.has_one(formulation)
